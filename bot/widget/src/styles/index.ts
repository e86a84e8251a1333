import { answer } from "./answer";
import { controls } from "./controls";
import { conversation } from "./conversation";
import { panel } from "./panel";
import { print } from "./print";
import { tokens } from "./tokens";

export const styles = [tokens, panel, conversation, answer, controls, print];
