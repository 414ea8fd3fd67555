import type { FactState } from '../domain/wording-facts.ts';
import type { Language } from '../ports/conversations.ts';

/**
 * The words that a machine may put between what people recorded: none of them says how likely, how bad, how come, or what to do.
 * Everything else in a sentence has to stand in the record.
 */
export const linking: Readonly<Record<Language, ReadonlySet<string>>> = {
  nl: new Set(
    `de het een en in op van voor bij met te om aan uit naar over tot er is zijn wordt worden heeft hebben dat die dit deze
    daarbij daarvoor hierbij hiervoor daarvan daarover waarbij nog ook nu risico risico’s risico's factor factoren actie acties
    afspraak afspraken afgesproken tafel staat staan hoort horen bij open uiterlijk doet pakt ingeschat niveau genoemd gekozen veiligheid
    beschermt beschermend speelt reden veiligheid betreft namelijk verder daarnaast tegen om`.split(/\s+/),
  ),
  en: new Set(
    `the a an and in on of for at with to about is are has have been was were that this these there also now still risk risks
    factor factors action actions agreed agreement agreements table open estimated level named chosen protects protective
    reason safety stands concerns further as well who does it its until it’s`.split(/\s+/),
  ),
};

/** "door Wijkagent": only before what the record fills in; before anything else they say how something came about. */
export const beforeFields: Readonly<Record<Language, ReadonlySet<string>>> = {
  nl: new Set(['door']),
  en: new Set(['by']),
};

/** Said of an item only when the record says so of it. */
export const stateWords: Readonly<Record<Language, readonly (readonly [RegExp, readonly FactState[]])[]>> = {
  nl: [
    [/\b(?:nog )?geen acties?\b/g, ['uncovered', 'withoutAction']],
    [/\b(?:nog )?zonder acties?\b/g, ['uncovered', 'withoutAction']],
    [/\b(?:nog )?niet (?:bekend|duidelijk)\b/g, ['unknown']],
    [/\b(?:te laat|over tijd)\b/g, ['overdue']],
    [/\bnieuwe?\b/g, ['new']],
    [/\bveranderd\b/g, ['changed']],
    [/\btop drie\b/g, ['topThree']],
  ],
  en: [
    [/\b(?:still )?no actions?(?: yet)?\b/g, ['uncovered', 'withoutAction']],
    [/\bwithout (?:an )?actions?\b/g, ['uncovered', 'withoutAction']],
    [/\b(?:not (?:yet )?(?:known|clear)|unknown)\b/g, ['unknown']],
    [/\b(?:overdue|late)\b/g, ['overdue']],
    [/\bnew\b/g, ['new']],
    [/\bchanged\b/g, ['changed']],
    [/\btop three\b/g, ['topThree']],
  ],
};

/**
 * What turns a statement round, or makes it less certain. A sentence that uses the words of an item keeps these; it can't bring its
 * own, because they aren't linking words.
 */
export const binding: ReadonlySet<string> = new Set(
  `niet geen nooit niemand niets zonder nergens noch als mits tenzij indien misschien mogelijk mogelijke vermoedelijk volgens soms ooit
  vroeger eerder eerdere onbekend onbekende not no never nobody nothing without nor if unless maybe possibly possible allegedly sometimes
  formerly previously unknown suspected according`.split(/\s+/),
);

/**
 * Never from a machine, not even in the words of somebody at the table: levels and numbers (the record fills them in), scores,
 * chances, predictions, labels, feelings, evidence weighed, advice, priorities, causes, and talk to a machine.
 */
const never =
  /^(?:hoge?|hoog|hogere?|hoogste?|lage?|laag|lagere?|laagste?|matige?|zeer|ernstige?|high(?:er|est)?|low(?:er|est)?|moderate|very|severe|scor\w*|risicoscore\w*|cijfers?|punt(?:en)?|points?|procent\w*|percent\w*|kans(?:en|rijk)?|chances?|waarschijnlijk\w*|likely|likelihood|probab\w*|voorspel\w*|predict\w*|verwacht\w*|expect\w*|zal|zullen|gaat|will|going|recidiv\w*|reoffend\w*|gevaarlijk\w*|dangerous\w*|psychopa\w*|sociopa\w*|narcis\w*|borderline\w*|antisocia\w*|manipul\w*|lieg\w*|loog|leugen\w*|liar|lies|lied|lying|betrouwba\w*|onbetrouwba\w*|reliab\w*|unreliab\w*|geloofwaardig\w*|ongeloofwaardig\w*|credib\w*|schuldige?|onschuldige?|guilty|innocent|dader\w*|offenders?|bewijs\w*|bewezen|evidence|proof|proven|emoti\w*|boos|boosheid|boze|kwaad|woede\w*|woedend\w*|woest|angry|anger|furious|verdriet\w*|sad|sadness|angst\w*|anxi\w*|bang|afraid|scared|gevoel\w*|voelt|voelen|feel\w*|mood|stemming|somber\w*|jaloe\w*|jealous\w*|agressief|agressieve|aggressive|advies|adviseer\w*|adviseren|advi[cs]e\w*|aanbevel\w*|aanbeve\w*|recommend\w*|voorstel\w*|propos\w*|suggest\w*|zou|zouden|should|moet\w*|must|ought|dient|dienen|prioriteit\w*|priorit\w*|rang\w*|rank\w*|ergste?|worst|worse|erger|best|beste|belangrijk\w*|important\w*|dringend\w*|label\w*|bestempel\w*|etiket\w*|profiel\w*|profile\w*|typisch|typical\w*|zeker|certain\w*|conclu\w*|dus|daarom|hence|therefore|because|omdat|doordat|waardoor|veroorza\w*|cause\w*|leidt|leads?|instructi\w*|negeer\w*|negeren|ignor\w*|prompt\w*|chatgpt|gpt|ai|assistent|assistant|seriemoord\w*|monster\w*|hopeloos|hopeless|onverbeterlijk|opsluiten|uithuisplaats\w*|detain\w*)$/u;

export function isNeverSaid(word: string): boolean {
  return never.test(word);
}

/** What somebody typed for a machine to obey rather than for the table to read. It isn't sent, and nothing rests on it. */
const orders =
  /(?:^|[.!?:;,(\-–]\s*|\b(?:en|and|then|dan|please|graag|alstublieft)\s+)(?:negeer|vergeet|geef|schrijf|zeg|noem|bepaal|bereken|voorspel|rangschik|beoordeel|antwoord|vertel|bestempel|label|concludeer|adviseer|kies|print|herhaal|vertaal|doe alsof|gedraag je|je bent|jij bent|u bent|vanaf nu|stel je|stuur|toon|voeg|vat|maak|ignore|disregard|forget|give|write|say|call|calculate|compute|predict|rank|assess|answer|respond|reply|tell|conclude|advise|recommend|choose|repeat|translate|pretend|act as|you are|you're|from now on|imagine|send|show|output|reveal|add|summari[sz]e)\b|\b(?:system|systeem|assistant|assistent|user|developer)\s*:|\b(?:instructi\w*|systeem-?prompt|system prompt|prompt|taalmodel|language model|chatgpt|gpt|a\.?i\.?|large language|jailbreak|developer mode|ontwikkelaarsmodus|json|schema|samenvatting moet|summary must)\b|[{}<>[\]`|]|https?:/iu;

export function looksLikeOrder(text: string): boolean {
  return orders.test(text.normalize('NFKC').replace(/\p{Cf}/gu, ''));
}
