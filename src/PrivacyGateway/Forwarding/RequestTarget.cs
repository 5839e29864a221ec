namespace PrivacyGateway.Forwarding;

/// <summary>Checks for request targets that every parser reads in the same way.</summary>
internal static class RequestTarget
{
    /// <summary>
    /// Origin-form, without a fragment, a backslash, an empty or dot segment, or an escape in the path that could hide one.
    /// </summary>
    public static bool IsPlain(ReadOnlySpan<char> target)
    {
        if (!target.StartsWith("/") || target.Contains('#') || target.ContainsAnyInRange('\0', ' ')
            || target.ContainsAnyExceptInRange('!', '~'))
            return false;

        var mark = target.IndexOf('?');
        var path = mark < 0 ? target : target[..mark];
        if (path.ContainsAny("\\%"))
            return false;

        var rest = path[1..];
        while (true)
        {
            var slash = rest.IndexOf('/');
            var segment = slash < 0 ? rest : rest[..slash];
            if (segment is "." or ".." || (segment.IsEmpty && slash >= 0))
                return false;
            if (slash < 0)
                return true;
            rest = rest[(slash + 1)..];
        }
    }
}
