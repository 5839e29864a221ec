namespace PrivacyGateway.Fuzz.Generating;

/// <summary><c>Cookie</c> and <c>Set-Cookie</c> headers in every form that the threat model names (R13, R14, R24).</summary>
internal static class CookieGrammar
{
    private static readonly string[] Names =
    [
        "miCookieOptOut", "micookieoptout", "miCookieOptOut ", "xmiCookieOptOut", "__Host-miCookieOptOut", "miCookieOptOut%00",
        "webtrekkOptOut", "WEBTREKKOPTOUT", "wtstp_eid", "wt3_sid", "wteid_111111111111111", "wtsid_1", "eid", "sid", "EID", "PHPSESSID",
        "wt_x", "$Version", "", "wtstp_rla",
    ];

    private static readonly string[] Values = ["1", "0", "", "\"1\"", " 1", "1 ", "true", "%31", "1,0", "=1", "1=1", "01", "\"\"",
        "4260000000000000001", "1\t", "\u00001", "1, eid=2"];

    private static readonly string[] Shops = ["PHPSESSID", "cart", "basket-id", "__Host-session", "_ga", "token", "JSESSIONID"];

    private static readonly string[] Lists = [
        "1,2,3", "{\"a\":1,\"b\":2}", "[1,2]", "a,b=c", "\"x,y\"", "'a':1,b", "{a:1", "a=b,c", ",", ",=", "wt_x=1,y=2", "%2C", "x, y"];

    private static readonly string[] Separators = ["; ", "; ", "; ", ";", " ;", ";;", ", ", "\n", "\n", "&", ";\t"];

    private static readonly string[] Attributes =
    [
        "Path=/", "Max-Age=0", "Max-Age=15552000", "max-age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "Expires=Wed, 01 Jan 2200 00:00:00 GMT", "Domain=shop.example", "Domain=.shop.example", "domain=track-domain.example", "Domain=",
        "Secure", "HttpOnly", "SameSite=None", "Partitioned", "Expires=never", "Domain=EXAMPLE", "x=4260000000000000001", "Domain",
        "Domain=shop.example=x", "Max-Age=99999999999999999999", "\u00a0Domain=x.test",
    ];

    public static void AddLines(Draft draft, Dice dice)
    {
        for (var pairs = dice.Below(5); pairs >= 0; pairs--)
        {
            AddPair(draft, dice);
            if (pairs > 0)
                draft.Add(dice.Of(Separators));
        }
    }

    /// <summary>One cookie a line; values may contain lists, JSON or another cookie.</summary>
    public static void AddFoldable(Draft draft, Dice dice)
    {
        for (var pairs = dice.Below(5); pairs >= 0; pairs--)
        {
            draft.Add(dice.Of(dice.OneIn(3) ? Shops : Names));
            if (!dice.OneIn(8))
                draft.Add("=").Add(dice.Of(dice.OneIn(2) ? Lists : Values));
            if (pairs > 0)
                draft.Add("\n");
        }
    }

    public static void AddSetCookie(Draft draft, Dice dice)
    {
        AddPair(draft, dice);
        for (var attributes = dice.Below(4); attributes > 0; attributes--)
            draft.Add(dice.OneIn(6) ? ";" : "; ").Add(dice.Of(Attributes));
    }

    private static void AddPair(Draft draft, Dice dice)
    {
        draft.Add(dice.Of(Names));
        if (!dice.OneIn(12))
            draft.Add("=").Add(dice.Of(Values));
    }
}
