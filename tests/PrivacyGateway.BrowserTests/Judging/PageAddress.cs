namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The page's URL as the track domain would read it from <c>pu</c>.</summary>
internal static class PageAddress
{
    public static string From(HitPair hit)
    {
        var piece = hit.After.Query.Single(one => HitText.NameOf(one) == "pu");
        return Uri.UnescapeDataString(piece["pu=".Length..]);
    }
}
