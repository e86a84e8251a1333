"""The real lexicons on fresh sentences: what they must find, and what they must leave alone.

A row names the values found, in any order; an empty one means that nothing of that entity may be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from knowledge.swedish.phrases import PhraseFinder, load_lexicons

LEXICONS = Path(__file__).parents[2] / "data" / "lexicon"


@pytest.fixture(scope="module")
def finder() -> PhraseFinder:
    language = spacy.blank("sv")
    language.add_pipe("lemmatizer", config={"mode": "lookup"})
    language.initialize()
    return PhraseFinder(language, load_lexicons(LEXICONS))


def found(finder: PhraseFinder, entity: str, text: str) -> set[str]:
    return {match.value for match in finder.find(finder._language(text)) if match.entity == entity}


GROUPS = [
    ("han bor på ett asylboende i Uddevalla", "asylum_seeker"),
    ("kvinnan väntar på besked från Migrationsverket sedan i maj", "asylum_seeker"),
    ("en tonåring som sökt skydd i Sverige", "asylum_seeker"),
    ("de har lämnat in ansökan om skydd", "asylum_seeker"),
    ("har ett pågående asylärende", "asylum_seeker"),
    ("han har ännu inte fått avslag", "asylum_seeker"),
    ("hon har inte fått asyl än", "asylum_seeker"),
    ("she is waiting for an asylum decision", "asylum_seeker"),
    ("hon visar ett LMA-kort i kassan", "asylum_seeker"),
    ("mannen är här utan LMA-kort", "asylum_no_lma"),
    ("hon hittas inte i Vera", "asylum_no_lma"),
    ("LMA-kortet gick ut i fredags", "asylum_no_lma"),
    ("han har tappat sitt lma kort på bussen", "asylum_no_lma"),
    ("the boy lost his LMA card", "asylum_no_lma"),
    ("kan inte visa upp LMA-kort idag", "asylum_no_lma"),
    ("hon har aldrig fått något LMA-kort", "asylum_no_lma"),
    ("visumet löpte ut i vintras men han är kvar", "undocumented"),
    ("en tjej utan papper söker hjälp", "undocumented"),
    ("mannen har levt under radarn i åratal", "undocumented"),
    ("han har aldrig ansökt om asyl", "undocumented"),
    ("hon har inte sökt asyl", "undocumented"),
    ("turistvisumet gick ut för ett år sedan", "undocumented"),
    ("han är här olovligt, i sverige olovligt sen 2019", "undocumented"),
    ("she overstayed her visa", "undocumented"),
    ("familjen har inget uppehållstillstånd", "undocumented"),
    ("en dam från Kharkiv med högt blodtryck", "ukraine_any"),
    ("pojken kommer från Odesa", "ukraine_any"),
    ("flyktingfamilj fran Kiev", "ukraine_any"),
    ("hon flydde från Mariupol", "ukraine_any"),
    ("an elderly man from Lviv", "ukraine_any"),
    ("en ukrainare som har sökt skydd", "directive_not_registered"),
    ("han har massflyktstillstånd", "directive_not_registered"),
    ("person från ukraina väntar på personnummer", "directive_not_registered"),
    ("ukrainare med samordningsnummer", "directive_not_registered"),
    ("under temporary protection since March", "directive_not_registered"),
    ("ukrainare som har blivit folkbokförd", "directive_registered"),
    (
        "tillfälligt skydd och har personnummer? nej, tillfälligt skydd och personnummer",
        "directive_not_registered directive_registered",
    ),
    ("från Ukraina, har inte sökt asyl", "ukrainian_no_application"),
    ("hon har inte sökt skydd", "ukrainian_no_application"),
    ("en ukrainsk turist", "ukrainian_no_application"),
    ("ukrainare vars tillstånd löpt ut", "directive_lapsed"),
    ("han missade att förlänga i mars", "directive_lapsed"),
    ("patienten sitter på förvaret", "detained"),
    ("han togs och är nu intagen i förvar", "detained"),
    ("a man held in detention", "detained"),
    ("hon har fått nej från Migrationsverket", "rejected_any"),
    ("fick nej i migrationsdomstolen", "rejected_any"),
    ("asylansökan avslogs i juni", "rejected_any"),
    ("hon måste lämna landet", "rejected_any"),
    ("he is facing deportation", "rejected_any"),
    ("fick inte asyl förra året", "rejected_any"),
    ("fått avslag men har inte gått under jorden", "rejected_not_hiding"),
    ("väntar på att bli utvisad", "rejected_not_hiding"),
    ("han håller sig ej undan", "rejected_not_hiding"),
    ("och om han går under jord?", "rejected_hiding"),
    ("hon stack från boendet i natt", "rejected_hiding"),
    ("efterlyst av gränspolisen", "rejected_hiding"),
    ("he went into hiding last spring", "rejected_hiding"),
    ("gick under jorden efter domen", "rejected_hiding"),
    ("gömd efter avslaget", "rejected_hiding"),
    ("kvotare från Kongo", "permit_not_registered"),
    ("kom som kvotflyktingar i tisdags", "permit_not_registered"),
    ("uppehållstillstånd men väntar på personnummer", "permit_not_registered"),
    ("han har kommit på anknytning", "permit_not_registered"),
    ("granted asylum but not registered", "permit_not_registered"),
    ("hon är nyanländ", "newcomer_any"),
    ("kvotflykting som har fått personnummer", "newcomer_registered"),
    ("fått asyl och är folkbokförd", "newcomer_registered"),
    ("en litauisk man", "eu_any"),
    ("polska byggarbetare", "eu_any"),
    ("två spanjorer på vandring", "eu_any"),
    ("finsk kvinna med EU-kort", "eu_any eu_card"),
    ("visar sitt europeiska sjukförsäkringskortet", "eu_card"),
    ("bara ett provisoriskt intyg", "eu_card"),
    ("han har inget EU-kort", "eu_no_card"),
    ("EU-kortet ligger hemma", "eu_no_card"),
    ("saknar sjukförsäkringskort", "eu_no_card"),
    ("she forgot her EU card", "eu_no_card"),
    ("en rumän som bott här i över tre månader", "eu_no_residence_right"),
    ("hon har inte längre uppehållsrätt", "eu_no_residence_right"),
    ("han är här på visum", "visitor"),
    ("besöker sina barnbarn i Borås", "visitor"),
    ("på genomresa till Norge", "visitor"),
    ("on vacation with her parents", "visitor"),
    ("turist från Storbritannien", "visitor"),
    ("en kvinna utsatt för sexhandel", "witness"),
    ("hela familjen göms av en granne", "undocumented"),
    ("studenttillståndet gick ut i juni", "undocumented"),
    ("de har fått nej men är kvar", "rejected_any"),
    ("hon har ej fått asyl", "rejected_any"),
    ("han har inte fått flyktingstatus", "rejected_any"),
    ("han ska utvisas men har försvunnit", "rejected_hiding"),
    ("han är inlåst hos Migrationsverket", "detained"),
    ("hon har fått stanna men har inga fyra sista", "permit_not_registered"),
    ("visar intyg från sin försäkringskassa", "eu_card"),
    ("varken EU-kort eller intyg", "eu_no_card"),
    ("svärmor är här för att hälsa på", "visitor"),
    ("visumet är giltigt till maj", "visitor"),
    ("visumet är ogiltigt sedan maj", "undocumented"),
    # near misses
    ("hon flydde kriget i Syrien", ""),
    ("hon är inte folkbokförd", ""),
    ("skriver på papper åt patienten", ""),
    ("vi har slut på kort i skrivaren", ""),
    ("när kommer pengarna", ""),
    ("ingen remiss och ingen tid", ""),
    ("ansökan ska vara inne i november", ""),
    ("har dragit ut tanden", ""),
    ("handlingar och papper till chefen", ""),
    ("vi går under vintern till hemmet", ""),
    ("söker du bidraget för kurser", ""),
    ("skydd mot solen", ""),
    ("väntar på besked om bidraget", ""),
    ("det har lett till bättre vård", ""),
]

CARES = [
    ("hon har tandvärk sen i går", "dental"),
    ("en tand måste bort", "dental"),
    ("rotfylld framtand", "dental"),
    ("behöver nya glasögon", "glasses_grant"),
    ("vill låna en rullstol", "aids"),
    ("kan han få rollator hem", "aids"),
    ("recept på p-piller", "contraception medicines"),
    ("vill sätta spiral", "contraception"),
    ("inskrivning på mvc", "maternity"),
    ("tidigt ultraljud i vecka 12", "maternity"),
    ("väntar smått i april", "maternity"),
    ("ligger på bb", "delivery"),
    ("vattnet har gått", "delivery"),
    ("hon vill inte behålla barnet", "abortion"),
    ("dottern får tolka åt mamman", "interpreter"),
    ("tolk på dari", "interpreter"),
    ("a phone interpreter", "interpreter"),
    ("taxi hem från sjukhuset", "medical_transport"),
    ("stelkrampsspruta efter hundbett", "vaccination"),
    ("mmr vaccine for the twins", "vaccination"),
    ("coronasprutor till äldre", "covid_vaccination"),
    ("misstänkt lungtbc", "communicable_disease"),
    ("kallas till hälsosamtal", "health_check"),
    ("hon är svårt traumatiserad", "psychiatry"),
    ("inlagd enligt lpt", "compulsory_psychiatry"),
    ("han låg på sjukhus och vårdas på avdelningen", "inpatient"),
    ("läggas in på avdelning", "inpatient"),
    ("byta höftled", "planned_care"),
    ("det är inte akut", "planned_care"),
    ("om det inte är akut", "planned_care"),
    ("cataract surgery next year", "planned_care"),
    ("kan behandlingen vänta", "vika"),
    ("bråckoperationen kan inte anstå", "planned_care vika"),
    ("skriva ett intyg till ombudet", "medical_statement"),
    ("en kopia på journalen", "certificate"),
    ("avbokade samma dag", "missed_visit"),
    ("he never showed up", "missed_visit"),
    ("samla till frikort", "cost_cap"),
    ("hjälp med vårdkostnaderna", "special_grant"),
    ("distriktssköterska i hemmet", "home_care"),
    ("barnhabben i Borås", "habilitation"),
    ("strokerehabilitering", "rehabilitation"),
    ("till kvinnokliniken", "doctor_visit"),
    ("lägga om såret", "treatment"),
    ("blood test at the lab", "unlisted_care"),
    ("emergency room tonight", "emergency"),
    ("hon har brutit handleden", "doctor_visit"),
    ("han stukade foten på träningen", "doctor_visit"),
    ("får vi gipsa honom", "treatment"),
    ("tappat en plomb", "dental"),
    ("plågas av mardrömmar", "psychiatry"),
    ("hon vill inte fullfölja graviditeten", "abortion"),
    ("vill inte bli gravid igen", "contraception"),
    ("hon ser inte vad som står på tavlan", "glasses_grant"),
    ("sonen översätter åt pappan", "interpreter"),
    ("hon vill ha papper på att hon vårdats", "certificate"),
    ("vill ha intyg om hälsan", "certificate"),
    ("ett brev till migrationsverket", "medical_statement"),
    ("finns det tak för vad hon betalar", "cost_cap"),
    ("läggas in mot sin vilja", "compulsory_psychiatry"),
    # a certificate of insurance is no certificate of care
    ("polacken har varken kort eller intyg med sig hit", ""),
    ("han kan inte visa upp något intyg från hemlandet", ""),
    # near misses: a part of the body or a symptom is no kind of care
    ("vi vill översätta vårt material", ""),
    ("orkar inte läsa allt", ""),
    ("vilken ersättning får man för resan dit", ""),
    ("hon har knäont", ""),
    ("ont i ryggen sedan länge", ""),
    ("ont i handen", ""),
    ("ont i händerna på morgonen", ""),
    ("hål i handen efter en spik", ""),
    ("feber och hosta", ""),
    ("magont och kräkningar", ""),
    ("ingen remiss", ""),
    ("svullen fot", ""),
    ("brännsår på armen", ""),
    ("han är yr och trött", ""),
    ("vad gäller då", ""),
    ("vi utbildar personalen i bemötande", ""),
    ("när betalas bidraget ut", ""),
]

REGISTRATIONS = [
    ("hon är folkbokförd sedan i går", "registered"),
    ("han har fått svenskt personnummer", "registered"),
    ("she now has a personal number", "registered"),
    ("inte folkbokförd", "not_registered"),
    ("ännu inte folkbokförd hos skatteverket", "not_registered"),
    ("han har aldrig blivit folkbokförd", "not_registered"),
    ("hon väntar på att bli folkbokförd", "not_registered"),
    ("har inte fått något personnummer", "not_registered"),
    ("hon har bara samordningsnummer", "not_registered"),
    ("när kan de bli folkbokförda", "not_registered"),
    ("is not registered in Sweden", "not_registered"),
    ("varken folkbokförd eller asylsökande", "not_registered"),
    ("hon har fått sina fyra sista siffror", "registered"),
    ("han har ej folkbokfört sig", "not_registered"),
    ("han har aldrig fått ett svenskt personnummer", "not_registered"),
    ("hon har inte fått ett svenskt personnummer", "not_registered"),
    ("de är ej folkbokförda", "not_registered"),
    ("she has not received a personal number", "not_registered"),
    ("hon har inte fått de fyra sista siffrorna", "not_registered"),
    ("han har ännu inte fått sina fyra sista siffror", "not_registered"),
    ("de fyra sista har ej kommit", "not_registered"),
    ("hennes fyra sista saknas", "not_registered"),
    ("han är inte försäkrad i hemlandet", "uninsured"),
    ("har bott här i fem månader", "over_three_months"),
    ("varit här i fem veckor", "under_three_months"),
    ("varit här i två månader", "under_three_months"),
    ("bott här i över två månader", "under_three_months"),
    ("hur många personer är anmälda", ""),
    ("han har haft ont i fem månader", ""),
]


@pytest.mark.parametrize(("text", "values"), GROUPS)
def test_the_patient_group_is_found_however_staff_say_it(finder: PhraseFinder, text: str, values: str) -> None:
    assert found(finder, "patient_group", text) == set(values.split())


@pytest.mark.parametrize(("text", "values"), CARES)
def test_the_kind_of_care_is_found_and_symptoms_are_not_taken_for_one(
    finder: PhraseFinder, text: str, values: str
) -> None:
    assert found(finder, "care_type", text) == set(values.split())


@pytest.mark.parametrize(("text", "values"), REGISTRATIONS)
def test_a_denied_registration_never_counts_as_one(finder: PhraseFinder, text: str, values: str) -> None:
    assert found(finder, "registration", text) == set(values.split())
