using PrivacyGateway.Fuzz.Reference;

namespace PrivacyGateway.Fuzz.Generating;

/// <summary>Queries, batches and nested addresses as pixels, SDKs and attackers write them.</summary>
internal static class Grammar
{
    private static readonly string[] PlainNames =
    [
        "p", "la", "pu", "rf", "ct", "ck1", "cs802", "cs801", "cp1", "ba", "co", "qn", "ov", "mc", "pf", "fpv", "nc", "seid",
        "cd2", "ceidx", "tz", "np", "uc800", "cg1", "x", "oi", "eaj", "one1", "onea", "uc714", "uc70", "eids", "email",
    ];

    private static readonly string[] Values =
    [
        "1", "0", "", "2", "4260000000000000001", "a;b;c", "a%3Bb", "User%20cat%205", "%", "%zz", "+", "a+b", "%25", "%2525",
        "%FF%FE", "%C3%A4", "jane.doe%40example.org", "jane@example.org", "__1_VVFQ", "__1_", "__1_VU5Q*-__", "a=b", "a%3Db", "a%2Cb",
        "600,shop.home,1,1280x720,24,1,17,0,1280x720,0", "https%3A%2F%2Fu%3Ap%40www.shop.test%2Fhome%3Futm%3D1", "#", "%23x", "?", "%3F",
        "//", "%00",
    ];

    private static readonly string[] Delimiters = [
        "&", "&", "&", "&", "&", "&", "&", "&", ";", "&&", "?", "%26", "#", "&amp;", "&?", "??", "=", ","];

    /// <summary><c>a=1&amp;b=2</c>, with disturbances in between.</summary>
    public static void AddQuery(Draft draft, Dice dice)
    {
        for (var pairs = dice.Below(6); pairs >= 0; pairs--)
        {
            AddPair(draft, dice, depth: 0);
            if (pairs > 0)
                draft.Add(dice.Of(Delimiters));
        }
    }

    public static void AddBatch(Draft draft, Dice dice)
    {
        string[] leads = ["wt?", "?", "", "wt?", "/111111111111111/wt?", "??", "wt", "=?"];
        string[] ends = ["\n", "\n", "\n", "\r\n", "\n\n", "\r", "%0A", "\r\n\r\n"];
        for (var lines = dice.Below(4); lines >= 0; lines--)
        {
            draft.Add(dice.Of(leads));
            if (!dice.OneIn(12))
                AddQuery(draft, dice);
            if (lines > 0 || dice.OneIn(3))
                draft.Add(dice.Of(ends));
        }
    }

    public static string Name(Dice dice) => dice.OneIn(2) ? dice.Of(IdentityNames.Samples) : dice.Of(PlainNames);

    private static void AddPair(Draft draft, Dice dice, int depth)
    {
        Spelling.Add(draft, dice, Name(dice));
        if (dice.OneIn(10))
            return;
        draft.Add(dice.OneIn(10) ? "%3D" : "=");
        if (depth < 3 && dice.OneIn(5))
            AddNested(draft, dice, depth + 1);
        else if (dice.OneIn(20))
            AddNoise(draft, dice);
        else
            draft.Add(dice.Of(Values));
    }

    /// <summary>A nested URL, encoded once more at each depth, or carelessly not at all.</summary>
    private static void AddNested(Draft draft, Dice dice, int depth)
    {
        string[] heads = [
            "https%3A%2F%2Fwww.shop.test%2Fhome%3F", "/a?", "%3F", "https://u:p@x.test/?", "a%23", "x,y,", "%2Fp%3Bv%3D1%3F", ""];
        string[] delimiters = ["%26", "%26", "%26", "&", ";", "%3B", "%23", "%3F"];
        var start = draft.Length;
        draft.Add(dice.Of(heads));
        for (var pairs = dice.Below(3); pairs >= 0; pairs--)
        {
            AddPair(draft, dice, depth);
            if (pairs > 0)
                draft.Add(dice.Of(delimiters));
        }

        if (dice.OneIn(2))
            Spelling.EncodePercents(draft, start);
    }

    private static void AddNoise(Draft draft, Dice dice)
    {
        for (var count = dice.Below(12); count >= 0; count--)
            draft.Add((byte)dice.Below(256));
    }
}
