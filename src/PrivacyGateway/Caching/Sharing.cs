namespace PrivacyGateway.Caching;

/// <summary>What may be kept at all, or told to others who asked at the same time. (RFC 9111, section 3.)</summary>
internal static class Sharing
{
    /// <summary>An answer for everybody: no cookie, nothing that the track domain wants to say to one browser alone, and no encoding that nobody asked for.</summary>
    public static bool IsAllowed(OriginAnswer answer)
    {
        if (answer.Fields.Has("Set-Cookie") || answer.Fields.Has("Content-Encoding") || answer.Fields.Joined("Vary").Contains('*'))
            return false;
        var said = CacheDirectives.Parse(answer.Fields.Joined("Cache-Control"));
        return !said.Has("no-store") && !said.Has("private");
    }

    /// <summary>Only what was found is kept: a file that is missing may be there in a moment.</summary>
    public static bool MayBeKept(OriginAnswer answer) => answer.Status == 200;
}
