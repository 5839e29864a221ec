namespace PrivacyGateway.Caching;

/// <summary>Decides which responses may be stored, or shared between coalesced requests. (RFC 9111, section 3.)</summary>
internal static class Cacheability
{
    /// <summary>
    /// Whether the response is the same for all browsers: no cookie, not <c>private</c>
    /// or <c>no-store</c>, and no encoding, because the gateway requests none.
    /// </summary>
    public static bool IsAllowed(FetchedResponse response)
    {
        if (response.Fields.Has("Set-Cookie") || response.Fields.Has("Content-Encoding") || response.Fields.Join("Vary").Contains('*'))
            return false;
        var directives = CacheDirectives.Parse(response.Fields.Join("Cache-Control"));
        return !directives.Has("no-store") && !directives.Has("private");
    }

    /// <summary>Whether coalesced requests may share the response. Any other status may be specific to the first request.</summary>
    public static bool IsShareable(FetchedResponse response) => response.Status is 200 or 404 or 410;

    /// <summary>Whether the response may be stored: only a file that exists, because a missing one may appear soon.</summary>
    public static bool MayBeStored(FetchedResponse response) => response.Status == 200;
}
