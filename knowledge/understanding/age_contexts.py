"""What the words around a number say of it: an age, a limit, an age not yet reached, a length of time."""

from __future__ import annotations

import functools
import re
from typing import Final

from knowledge.swedish.numerals import NUMBER
from knowledge.understanding.roles import person_words

_ABOUT: Final = (
    r"(?:(?:ca|c:a|cirka|circa|ungef[äa]r|typ|drygt|runt|kring|omkring|runt\som|strax\s(?:[öo]ver|under)|lite\s[öo]ver|upp[åa]t|"
    r"bort[åa]t|sis[åa]d[äa]r|bara|endast|redan|nu|fortfarande|just\snu|precis|exakt|now|only|about|around|roughly)\.?\s)"
)
_IS: Final = r"(?:[äa]r|e|vore|var|blir|blev|varit|vara|is|was|were|be|been|being)"
_WHO: Final = r"(?:hon|han|hen|de|dom|man|barnet|patienten|pat|[^\W\d_]+(?:en|et|n|na)|she|he|they|one)"

# "hon är 15", "som är bara 15", "åldern 12"; the subject must not be a thing that is counted or measured
IS_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:{_IS}|she's|he's|[åa]lder(?:n)?(?:\s[äa]r)?:?|age(?:d)?:?)\s(?:{_WHO}\s)?{_ABOUT}*$"
)
NO_PERSON: Final = re.compile(
    r"(?<!\w)(?:det|den|klockan|kl|\w*temp\w*|feber\w*|crp|hb|puls\w*|bmi|blodtryck\w*|blodsocker\w*|saturation\w*|\w*vikt\w*|antal\w*|"
    r"\w*avgift\w*|kostnad\w*|pris\w*|summa\w*|tax\w*|vecka\w*|gr[äa]ns\w*|[åa]ldersgr[äa]ns\w*|it|vad|hur|som\s?h[öo]gst|"
    rf"minst|max\w*|datum\w*|ytan)\s(?:\w+\s)?{_IS}\s{_ABOUT}*$"
)
SEVERAL_BEFORE: Final = re.compile(rf"(?<!\w)(?:de|dom|vi|ni|they|we)\s{_IS}\s{_ABOUT}*$")

# "kvinna 29", "sonen (6)", "kille på 19", "mamma, 34"
_NO_LEAD: Final = (
    r"(?!(?:de|dem|dom|deras|hennes|hans|hens|henne|honom|familj\w*|famil\w+|her|his|him|them|personer)(?!\w))"
)
GROUP_WORDS: Final = (
    r"(?:asyls[öo]kande|asylant|papp?ersl[öo]s\w*|tillst[åa]ndsl[öo]s\w*|flykting\w*|kvotflykting\w*|nyanl[äa]nd\w*|ensamkommande|"
    r"ukrain\w+|turist\w*|polack\w*|rum[äa]n\w*|student\w*|eu-?medborgare\w*|g[öo]md\w?|[^\W\d_]{3,}ska)"
)


@functools.cache
def person_before() -> re.Pattern[str]:
    """A person's word and at most a preposition or a sign before the number."""
    return re.compile(
        rf"(?<![\w-]){_NO_LEAD}(?:{person_words()}|{GROUP_WORDS})s?(?:\s?[,:(–-]\s?|\s(?:p[åa]|om|i|of)\s|\s){_ABOUT}*$"
    )


# "inte fyllt 18", "ännu inte 18", "inte ens 18"
NOT_YET: Final = re.compile(
    r"(?<!\w)(?:inte|ej|[äa]nnu\sinte|aldrig|not|hasn't|isn't)\s(?:[äa]n(?:nu)?\s|hunnit\s|yet\s)?(?:fyllt|fyllda|fylla|blivit|bli|turned|ens|even)\s"
    r"(?:ens\s)?$"
)
DENIED: Final = re.compile(r"(?<!\w)(?:inte|ej|icke|not|isn't)\s(?:[äa]r\s|l[äa]ngre\s|be\s)?$")
YET_AFTER: Final = re.compile(r"\s(?:[äa]n|[äa]nnu|yet)(?!\w)")
# "fyller 18", "snart 18", "nästan 18"
SOON: Final = re.compile(
    rf"(?<!\w)(?:fyller|ska\sfylla|blir|bli|snart|strax|n[äa]stan|knappt|n[äa]rmare|turning|turns|almost|nearly|soon|ska\sbli)\s(?:{_WHO}\s)?"
    r"(?:snart\s|strax\s|nu\s|ju\s)?$"
)
# "18 om en månad", "18 nästa vecka"
SOON_AFTER: Final = re.compile(
    rf"\s(?:om|in)\s(?:bara\s|just\s)?(?:n[åa]gra|ett\spar|a\s(?:few|couple\sof)|en|ett|a|{NUMBER})\s"
    r"(?:dag\w*|veck\w*|m[åa]n\w*|dygn|days?|weeks?|months?)"
)
# "när hon fyller 18": what if;  "tills hon fyller 18": a limit
WHEN: Final = re.compile(
    rf"(?<!\w)(?:n[äa]r|d[åa]|efter\satt|sedan|sen|when|once|after)\s(?:{_WHO}\s)(?:fyller|blir|fyllt|har\sfyllt|turns|is)\s$"
)
# "när hon var 5": what was, not what is
ONCE: Final = re.compile(
    rf"(?<!\w)(?:n[äa]r|sedan|sen|d[åa]|innan|since|when)\s(?:\w+\s){{1,2}}(?:var|was|were)\s{_ABOUT}*$|"
    r"(?<!\w)(?:kom|flydde|anl[äa]nde|flyttade)\s(?:hit\s)?som\s$|(?<!\w)vid\s$"
)
PASSED: Final = re.compile(rf"(?<!\w)(?:fyllt|fyllde|fyllda|blivit|blev|turned)\s(?:{_WHO}\s)?(?:precis\s|just\s)?$")
ALL_WHO: Final = re.compile(
    r"(?<!\w)(?:(?:de|den|alla|patienter|personer|barn|ungdomar|n[åa]gon|man|those|anyone)(?:\ssom)?\s(?:har\s|inte\shar\s|[äa]r\s|inte\s[äa]r\s)?)"
    r"(?:fyllt\s|[öo]ver\s|minst\s|under\s)$"
)
OVER: Final = re.compile(
    r"(?<!\w)(?<!strax\s)(?<!lite\s)(?:[öo]ver|[äa]ldre\s[äa]n|mer\s[äa]n|minst|passerat|over|older\sthan|above|at\sleast)\s$"
)
UNDER: Final = re.compile(
    r"(?<!\w)(?<!strax\s)(?<!lite\s)(?:under|yngre\s[äa]n|mindre\s[äa]n|inte\s[öo]ver|below|younger\sthan|less\sthan)\s$"
)
NOT_UNDER: Final = re.compile(r"(?<!\w)(?:inte|ej|not)\s(?:under|yngre\s[äa]n|younger\sthan)\s$")
# "gäller det till 18 år?", "åldersgräns 18", "från 20 år"
LIMIT: Final = re.compile(
    r"(?<!\w)(?:till|upp\still|t\.?\s?o\.?\s?m\.?|till\soch\smed|fr[åa]n(?:\soch\smed)?|fr\.?\s?o\.?\s?m\.?|max|maximalt|h[öo]gst|"
    r"\w*gr[äa]ns(?:en)?(?:\s(?:p[åa]|vid|[äa]r|till))?|innan|f[öo]re|efter|vid|tills|fram\still|until|up\sto|from|before|after)\s"
    rf"(?:(?:{_WHO})\s(?:[äa]r|fyller|fyllt|blir|har\sfyllt|is|turns|are)\s)?(?:cirka\s|ca\s)?$"
)

_APPROX: Final = r"(?:(?:drygt|knappt|ca|cirka|ungef[äa]r|n[äa]stan|[öo]ver|minst|mer\s[äa]n|snart|typ|runt|kring|bara|hela|totalt|about|almost|over)\s)*"
# "i 2 år", "om 3 år", "de senaste 5 åren"
TIME_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:i|om|efter|n[äa]sta|senaste|varje|var|vart|inom|[äa]n|f[öo]r|sedan|sen|kommande|n[äa]rmaste|ytterligare|"
    rf"gravid|vecka|v|v\.|totalt|in|for|within|next|last|past|since|g[äa]ller|giltigt?|tar|tog|varar|varade|r[äa]cker|f[öo]rra)\s{_APPROX}$"
)
TIME_VERB_BEFORE: Final = re.compile(
    r"(?<!\w)(?:varit|bott|vistats|levt|befunnit|stannat|bor|v[äa]ntat|v[äa]nta|jobbat|arbetat|haft|g[åa]tt|gift|studerat|pluggat|"
    r"r[öo]kt|druckit|legat|lived|stayed|been\shere|worked|waited|had)(?!\w)[^.,;:?!()]{0,45}$"
)
# "2 år sedan", "3 år i Sverige", "2 månader för tidigt"
TIME_AFTER: Final = re.compile(
    r"\s?(?:sedan(?!\w)|sen(?!\w)|framåt|senare|tillbaka|har\sg[åa]tt|h[äa]r(?!\w)(?!\s(?:ont|feber|en|ett|inte|ej|f[åa]tt))|"
    r"i\s(?:sverige|landet|sve|sthlm|rad|str[äa]ck)|utomlands|f[öo]r\stidigt?|ago|later|in\ssweden|here)(?!\w)"
)
TIME_AFTER_WEAK: Final = re.compile(r"\s?(?:i|till|efter|innan|kvar)(?!\w)")
TWO_YEARS_ON: Final = re.compile(r"(?<!\w)p[åa]\s$")

COUNTED: Final = re.compile(
    r"\s?(?:%|:-|°|(?:kr|kronor|sp[äa]nn|sek|euro|tusen|tkr|miljon\w*|barn|barnen|st|stycken|styck|procent|dag|dagar|dagars|dgr|dygn|veckor|"
    r"vecka|v|m[åa]nader|m[åa]n|tim|timm\w*|h|min|minuter|kg|kilo|cm|dm|m2|ml|mg|g|gram|liter|dl|mmol|personer|pers|patienter|bes[öo]k|"
    r"g[åa]nger|ggr|grader|km|mil|meter|tabletter|t[äa]nder|tand|syskon|s[öo]ner|d[öo]ttrar|br[öo]der|systrar|intyg|recept|remisser|av|"
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|familjer|kvinnor|m[äa]n|flickor|pojkar|"
    r"vuxna|ungar|bebisar|sprutor|doser|dos|n[äa]tter|e|sista|f[öo]rsta|nya|gamla|timmars|avslag|of|weeks?|days?|months?|hours?|times|"
    r"children|kids|sons|daughters|people|patients|percent|st[öo]rre|mindre|l[äa]ngre|n[åa]gonting|enheter|rum|platser)(?!\w))|\s?[/:–-]\d"
)
# what may follow a bare number that only "kring" or a comma makes an age
CALM_AFTER: Final = re.compile(
    r"\s?(?:$|[,.?!;:)]|(?:och|o|men|som|med|m|utan|fr[åa]n|d[åa]|nu|ska|f[åa]r|har|vill|kan|beh[öo]ver|s[öo]ker|kom|[äa]r|i|p[åa]|"
    r"n[åa]gonting|s[åa]|typ|ungef[äa]r|b[åa]da|tror|gravid|sjuk|and|with|from|who|has|eller|samt)(?!\w))"
)
ABOUT_BEFORE: Final = re.compile(
    r"(?<!\w)(?:ca|c:a|cirka|ungef[äa]r|typ|drygt|runt|kring|omkring|strax\s(?:[öo]ver|under)|lite\s[öo]ver|upp[åa]t|bort[åa]t|about|around)\.?\s$"
)
MEASURED: Final = re.compile(
    r"(?<!\w)(?:kosta\w*|\w*kostnad\w*|\w*avgift\w*|betala\w*|pris\w*|kronor|kr|kl|klockan|temp\w*|feber\w*|puls\w*|crp|hb|blodtryck\w*|"
    r"blodsocker\w*|vikt\w*|v[äa]ger|bmi|l[äa]ngd\w*|dos\w*|procent|grader|tid|tider|vecka|veckor|v|costs?|pays?|price|fee|belopp\w*|f[åa]r\svi)(?!\w)[^.;?!]*$"
)

HYPOTHETICAL: Final = re.compile(
    r"(?<!\w)(?:vore|hade\s(?:\w+\s){0,3}varit|s[äa]g\s(?:att|hon|han)|anta\w*(?!\w)|t[äa]nk\som|ponera|l[åa]tsas|f[öo]rest[äa]ll|"
    r"om\s(?:\w+\s){1,3}(?:var|hade\svarit)|suppose|what\sif|imagine|let's\ssay|say\s(?:she|he|they)|if\s(?:\w+\s){1,3}(?:were|was|had\sbeen)|"
    r"had\s(?:\w+\s){1,2}been)(?!\w)[^.?!;]{0,40}$"
)
LIST_SEPARATOR: Final = re.compile(
    r"\s?(?:,|/|&)\s?|\s(?:och|o|samt|eller|respektive|resp\.?|and|or)\s|,\s(?:och|samt|and)\s"
)
END_OF_LIST: Final = re.compile(r"\s?&\s?|,?\s(?:och|o|samt|eller|respektive|resp\.?|and|or)\s")
