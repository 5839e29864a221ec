namespace PrivacyGateway.Fuzz.Generating;

/// <summary>Whole requests.</summary>
internal static class RequestGrammar
{
    private static readonly string[] Paths =
    [
        "/111111111111111/wt", "/111111111111111/wt", "/111111111111111/wt.pl", "/111111111111111,222222222222222/wt",
        "/111111111111111/batch", "/111111111111111/batch", "/111111111111111/optout", "/111111111111111/cc", "/111111111111111/hm",
        "/111111111111111/cdb", "/js/smart-pixel.min.js", "/", "/x",
    ];

    private static readonly string[] Headers =
    [
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "X-WT-IP: 192.0.2.1", "Referer: https://www.shop.test/?eid=1",
        "Content-Type: text/plain", "Content-Type: text/plain; utf-8",
        "Content-Type: application/x-www-form-urlencoded; x=4260000000000000001", "Content-Type: application/json", "Accept: */*",
        "User-Agent: Mozilla/5.0", "X-Forwarded-For: 192.0.2.1", "Accept-Language: de", "CDN-Loop: other", "Content-Encoding: identity",
        "Transfer-Encoding: chunked", "Connection: Cookie",
    ];

    public static void AddRequest(Draft draft, Dice dice)
    {
        var path = dice.Of(Paths);
        var posts = dice.OneIn(3) || path.EndsWith("batch", StringComparison.Ordinal);
        draft.Add(posts ? "POST " : dice.OneIn(8) ? "HEAD " : "GET ").Add(path);
        if (!dice.OneIn(4))
            Grammar.AddQuery(draft.Add("?"), dice);
        draft.Add("\n");
        for (var lines = dice.Below(4); lines > 0; lines--)
            draft.Add(dice.Of(Headers)).Add("\n");
        if (dice.OneIn(2))
        {
            CookieGrammar.AddLines(draft.Add("Cookie: "), dice);
            draft.Add("\n");
        }

        draft.Add("\n");
        if (!posts || dice.OneIn(8))
            return;
        if (dice.OneIn(2))
            Grammar.AddBatch(draft, dice);
        else
            Grammar.AddQuery(draft, dice);
    }
}
