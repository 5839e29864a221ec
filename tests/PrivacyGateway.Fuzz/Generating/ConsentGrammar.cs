using PrivacyGateway.Tests.Consent;

namespace PrivacyGateway.Fuzz.Generating;

/// <summary>Values as consent platforms write them: TC strings, GPP strings and Google's list, intact and with mistakes.</summary>
internal static class ConsentGrammar
{
    /// <summary>The hits are received a week after the usual TC string was written.</summary>
    public static DateTimeOffset Now { get; } = TcText.Usual.AddDays(7);

    private static readonly string[] European =
    [
        TcText.Write(), TcText.Write(), TcText.Write(), TcText.Write(purposes: [1]), TcText.Write(disclosed: null),
        TcText.Write(created: Now.AddMonths(-14)), TcText.Write(created: Now.AddDays(1)),
        "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA", "", "C",
    ];

    private static readonly string[] National =
        [UsText.Write(), UsText.Write(), UsText.Write(1, sale: 1), UsText.Write(2, sharing: 1), UsText.Write(2, advertising: 1),
            UsText.Write() + ".YA", UsText.Write() + ".QA", UsText.Write(3), "", "BVVqAAAAAAA"];

    private static readonly string[] Headers = ["DBABM", "DBABMA", "DBABL", "DBABLA", UsText.Header(2, 7), UsText.Header(2, 7),
        UsText.Header(2, 7), UsText.Header(5, 7), "DBACNY", "DBABjw", "DBAA", "DB_____________"];

    private static readonly string[] Applicable = ["2", "7", "2,7", "2_7", "7,2", "2%2C7", "8", "-1", "", " 2", "2,,7", "6"];

    private static readonly string[] Entries = [
        "null", "null", "null", "[]", "[1,2]", "{\"a\":[1,\",\"]}", "\"x\"", "\"a,b\"", "\"\\\"\"", "1", "\"]\"", " null "];

    /// <summary>The cookie's string, and on a second line the applicable sections.</summary>
    public static void AddGpp(Draft draft, Dice dice)
    {
        draft.Add(dice.Of(Headers));
        for (var sections = dice.OneIn(8) ? dice.Below(4) : 2; sections > 0; sections--)
            draft.Add(dice.OneIn(12) ? "%7E" : "~").Add(dice.OneIn(2) ? dice.Of(European) : dice.Of(National));
        if (dice.OneIn(3))
            draft.Add("\n").Add(dice.Of(Applicable));
    }

    /// <summary>Google's list, percent-encoded as it is in the cookie, or raw.</summary>
    public static void AddFundingChoices(Draft draft, Dice dice)
    {
        var entries = new List<string>();
        for (var before = dice.OneIn(8) ? dice.Below(6) : 3; before > 0; before--)
            entries.Add(dice.Of(Entries));
        entries.Add(dice.OneIn(8) ? dice.Of(Entries) : $"[\"{dice.Of(European)}\"{(dice.OneIn(2) ? ",\"1~\",\"f81d4fae\"" : "")}]");
        for (var behind = dice.Below(3); behind > 0; behind--)
            entries.Add(dice.Of(Entries));
        var list = $"{(dice.OneIn(12) ? "" : "[")}{string.Join(dice.OneIn(12) ? ",," : ",", entries)}{(dice.OneIn(12) ? "" : "]")}";
        draft.Add(dice.OneIn(4) ? list : Uri.EscapeDataString(list));
    }
}
