using System.Globalization;

namespace PrivacyGateway.Caching;

/// <summary>
/// The directives of <c>Cache-Control</c>, parsed leniently: an invalid directive does not affect the others. (RFC 9111, section 5.2.)
/// </summary>
internal sealed class CacheDirectives
{
    private readonly List<KeyValuePair<string, string?>> _directives = [];

    private CacheDirectives()
    {
    }

    public static CacheDirectives Parse(string list)
    {
        var directives = new CacheDirectives();
        for (var at = 0; at < list.Length;)
        {
            var end = FindEnd(list, at);
            directives.Add(list.AsSpan(at, end - at).Trim());
            at = end + 1;
        }

        return directives;
    }

    /// <summary>Whether the client requests revalidation, as browsers do on a reload.</summary>
    public static bool RequestsRevalidation(Fields request) =>
        request.Has("Cache-Control") ? Parse(request.Join("Cache-Control")) is var directives
            && (directives.Has("no-cache") || directives.GetSeconds("max-age") == TimeSpan.Zero)
        : Parse(request.Join("Pragma")).Has("no-cache");

    public bool Has(string name) => Find(name) is not null;

    /// <summary>
    /// Returns the argument of the first such directive; null without one.
    /// An invalid number counts as zero, that is, as stale. (Section 4.2.1.)
    /// </summary>
    public TimeSpan? GetSeconds(string name)
    {
        if (Find(name) is not { } directive)
            return null;
        var argument = directive.Value.AsSpan().Trim('"');
        if (argument.IsEmpty || argument.ContainsAnyExceptInRange('0', '9'))
            return TimeSpan.Zero;
        return TimeSpan.FromSeconds(
            int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue);
    }

    private KeyValuePair<string, string?>? Find(string name)
    {
        foreach (var directive in _directives)
        {
            if (directive.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return directive;
        }

        return null;
    }

    private void Add(ReadOnlySpan<char> directive)
    {
        if (directive.IsEmpty)
            return;
        var equals = directive.IndexOf('=');
        _directives.Add(equals < 0 ? new(directive.ToString(), null) : new(
            directive[..equals].TrimEnd().ToString(), directive[(equals + 1)..].TrimStart().ToString()));
    }

    /// <summary>Returns the position of the next comma outside quotes.</summary>
    private static int FindEnd(string list, int at)
    {
        var isQuoted = false;
        for (; at < list.Length && (isQuoted || list[at] != ','); at++)
        {
            if (list[at] == '"')
                isQuoted = !isQuoted;
            else if (isQuoted && list[at] == '\\')
                at++;
        }

        return Math.Min(at, list.Length);
    }
}
