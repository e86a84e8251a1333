import { answer } from "./answer";
import { controls } from "./controls";
import { conversation } from "./conversation";
import { panel } from "./panel";
import { tokens } from "./tokens";

export const styles = [tokens, panel, conversation, answer, controls];
