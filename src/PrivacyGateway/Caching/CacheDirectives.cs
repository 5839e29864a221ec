using System.Globalization;

namespace PrivacyGateway.Caching;

/// <summary>The directives of a <c>Cache-Control</c>, read leniently: one that makes no sense spoils no other. (RFC 9111, section 5.2.)</summary>
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
            var end = EndOf(list, at);
            directives.Add(list.AsSpan(at, end - at).Trim());
            at = end + 1;
        }

        return directives;
    }

    /// <summary>Whether a client wants no copy that nobody has just confirmed: it reloads.</summary>
    public static bool AskAnew(Fields request) =>
        request.Has("Cache-Control") ? Parse(request.Joined("Cache-Control")) is var asked && (asked.Has("no-cache") || asked.Seconds("max-age") == TimeSpan.Zero)
        : Parse(request.Joined("Pragma")).Has("no-cache");

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Null where it is absent. The first one counts; one that is no number is zero, for it was meant to say something. (Section 4.2.1.)</summary>
    public TimeSpan? Seconds(string name)
    {
        if (Find(name) is not { } directive)
            return null;
        var argument = directive.Value.AsSpan().Trim('"');
        if (argument.IsEmpty || argument.ContainsAnyExceptInRange('0', '9'))
            return TimeSpan.Zero;
        return TimeSpan.FromSeconds(int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : int.MaxValue);
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
        _directives.Add(equals < 0 ? new(directive.ToString(), null) : new(directive[..equals].TrimEnd().ToString(), directive[(equals + 1)..].TrimStart().ToString()));
    }

    /// <summary>The next comma that is not between quotes.</summary>
    private static int EndOf(string list, int at)
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
