namespace PrivacyGateway.Hits;

/// <summary>
/// The cookie by which a preview knows its browser. It belongs to the gateway: no decision looks at it, and it is never forwarded.
/// </summary>
internal static class PreviewCookie
{
    /// <summary>The prefix makes browsers refuse it from another host, a sibling's included, and without TLS.</summary>
    public const string Name = "__Host-privacy-gateway-preview";

    public static bool Is(CookiePair cookie) => cookie.Name.SequenceEqual(Name);

    /// <summary>A <c>Cookie</c> header without it; null if nothing is left.</summary>
    public static string? Strip(string header)
    {
        if (!header.Contains(Name, StringComparison.Ordinal))
            return header;

        var kept = new List<string>();
        foreach (var cookie in new CookieLines([new HeaderLine("Cookie", header)]))
        {
            if (!Is(cookie))
                kept.Add(cookie.Raw.ToString());
        }

        return kept.Count == 0 ? null : string.Join("; ", kept);
    }
}
