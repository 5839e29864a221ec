namespace PrivacyGateway.Tests.Writing;

/// <summary>The words and phrases that code, comments, messages and pages avoid.</summary>
internal static class WordList
{
    private const string NoSubject = "It names no subject.";
    private const string Riddle = "It is a riddle for a reader of another language.";
    private const string TwoWords = "One idea has one word.";

    public static IReadOnlyList<AvoidedWord> Words { get; } =
    [
        // Subjects that name nothing.
        new("nobody", @"\bnobody(?:s|'s|’s)?\b", NoSubject, "the subject and \"not\", such as \"no client\""),
        new("somebody", @"\b(?:somebody|anybody|everybody)(?:s|'s|’s)?\b", NoSubject,
            "the person or program, such as \"a client\" or \"the operator\""),
        new("whoever", @"\bwho(?:ever|mever|soever)\b", NoSubject, "the noun, such as \"every client that\""),
        new("whatever", @"\bwhat(?:ever|soever)\b", NoSubject, "\"any\" or \"every\" and the noun")
        {
            Allowed = [new(@"\bwhatever (?:the|its|their|this|other|happens|they|host|levels|status)\b", "It means \"regardless of\".")],
        },
        new("who", @"^\W*(?:who|whose)\b[^?]*$|[.:;]\s+(?:who|whose)\b[^?.]*(?:\.|$)", NoSubject, "the noun, such as \"a client that\""),
        new("what", @"^\W*what\b[^?]*$|[.:;]\s+what\b[^?.]*(?:\.|$)", "Data is no \"what\".", "the noun, such as \"the parameters that\"")
        {
            Allowed =
            [
                new(@"\bwhat happens to\b", "It is a question about an event."),
                new(@"\bwhat (?:\w+(?:'s)?\s+){1,8}reveals\b", "It is a question about a meaning."),
            ],
        },
        new("is none", @"\b(?:is|are|was|were) none\b", Riddle, "\"is not\" and the noun, or \"is invalid\"")
        {
            Allowed = [new(@"\bthere (?:is|are|was|were) none\b|\bnone of\b", "It is a quantity.")],
        },

        // Words from a translation.
        new("anew", @"\banew\b", Riddle, "\"again\", or the verb with \"re-\""),
        new("all the same", @"\ball (?:the|that) same\b", Riddle, "\"regardless\" or \"still\""),
        new("patience", @"\b(?:im)?patien(?:ce|t|tly)\b", "A program has timeouts.",
            "\"timeout\", \"retry\", \"circuit\" or \"resilience pipeline\""),
        new("of its own", @"\bof (?:its|their|his|her) own\b", Riddle, "\"separate\", \"by itself\" or the owner's name")
        {
            Allowed =
            [
                new(@"\bof (?:its|their) own (?:browser|page)s?\b", "It is a possessive."),
            ],
        },
        new("house", @"\bhouse\b", "The gateway is no house.", "\"the gateway\" or \"the project\""),
        new("fate", @"\bfates?\b", TwoWords, "\"outcome\""),
        new("nought", @"\b(?:nought|naught)\b", Riddle, "\"zero\""),
        new("seldom", @"\bseldom\b", Riddle, "\"rarely\""),
        new("for want of", @"\bfor (?:want|lack) of\b", Riddle, "\"without\""),
        new("found out", @"\b(?:find|finds|found) (?:\w+ )?out\b", Riddle, "\"detect\" or \"determine\"")
        {
            Allowed = [new(@"\bfind out (?:why|whether|how)\b", "It asks the operator to look.")],
        },
        new("stranger", @"\bstrangers?\b", "It is not the field's term.", "\"unknown client\" or \"foreign origin\""),
        new("blank", @"\bblanks?\b", TwoWords, "\"space\" or \"whitespace\""),
        new("mend", @"\bmend(?:s|ed|ing)?\b", TwoWords, "\"repair\""),
        new("grow old", @"\bgr(?:ow|ows|ew|own|owing) old\b", Riddle, "\"expire\" or \"reach the maximum age\""),
        new("in force", @"\bin force\b", TwoWords, "\"current\" or \"applies\""),

        // One word for one idea.
        new("answer", @"\banswer(?:s|ed|ing)?\b", TwoWords, "\"response\", \"respond\" or \"serve\"")
        {
            Allowed =
            [
                new(@"\bvisitors?(?:'s|’s)? (?:own )?(?:has |have )?answer(?:s|ed)?\b",
                    "A visitor answers the question of a consent platform."),
                new(@"\b(?:consent|platform) answers?\b", "A visitor answers the question of a consent platform.",
                    "src/PrivacyGateway/Consent"),
                new(@"\bquestions? and answers?\b", "It is a heading."),
                new(@"\bunanswered\b", "It is a vote: the visitor has not answered."),
                new(@"\b(?:for you|question) to answer\b|\b(?:cannot|does not) answer\b", "A reader answers a question of a document."),
                new(@"\banswered by\b", "It is a column and a value of explain's output."),
                new("^answered$", "It is a label's value.", "src/PrivacyGateway/Diagnostics/HitOutcomes.cs"),
            ],
        },
        new("what leaves",
            @"\b(?:what|who|hit|hits|it|they|request|requests|header|headers|parameter|parameters|cookie|cookies|line|lines|value|values|identifier|nothing|anything) (?:may |would |can |must |could )?(?:leave|leaves|left)\b", TwoWords, "\"forward\"")
        {
            Allowed = [new(@"\b(?:it|they|nothing|anything|lines?) (?:is |are |was )?left (?:of|over|to|unchanged)\b", "It is a rest.")],
        },
        new("stay behind", @"\bsta(?:y|ys|yed|ying) (?:behind|here|away|out)\b", TwoWords,
            "\"is stripped\" or \"is served by the gateway\""),
        new("withhold", @"\bwithh(?:old|olds|eld|olding)\b", TwoWords, "\"strip\"")
        {
            Allowed =
            [
                new(@"""withheld""|\*withheld\*|\bwould be withheld\b", "It is a field of the ledger and a heading of explain's output."),
                new(@"\bbrowsers? withholds?\b|\bwithheld by (?:the |a )?browsers?\b", "A browser withholds cookies from a third party."),
            ],
        },
        new("let through", @"\blet(?:s|ting)? (?:\w+ )?(?:through|in|pass)\b", TwoWords, "\"accept\", \"admit\" or \"forward\"")
        {
            Allowed = [new(@"\blets? time pass\b", "Time passes.")],
        },
        new("put aside", @"\b(?:put|puts|set|sets|kept|keep|keeps) (?:\w+ )?aside\b", TwoWords, "\"spool\" or \"quarantine\""),
        new("left alone", @"\b(?:leave|leaves|left) (?:\w+ )?alone\b", TwoWords, "\"the circuit is open\", \"ignored\" or \"preserved\""),
        new("take back", @"\b(?:take|takes|taken|took|taking) (?:\w+ ){0,3}back\b", TwoWords, "\"withdraw\""),
        new("take along", @"\b(?:take|takes|taken|took|taking) (?:\w+ ){0,4}along\b", Riddle,
            "\"also closes\", \"also removes\" or \"carries\""),
        new("is told", @"\b(?:is|are|was|were|be|been|being) told\b", TwoWords, "\"reported\", \"logged\" or \"distinguished\""),
        new("other side", @"\b(?:the|an)?other side\b", TwoWords, "\"peer\" or \"upstream\""),
        new("last look", @"\blast look\b", TwoWords, "\"guard\""),
        new("vouch", @"\bvouch(?:es|ed|ing)?\b", Riddle, "\"confirm\" or \"trust\""),
    ];
}
