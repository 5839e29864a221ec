namespace PrivacyGateway.Fuzz.Reference;

/// <summary>Cookies as RFC 6265 and the pixel read them; the gateway may be stricter, never laxer.</summary>
internal static class CookieReference
{
    /// <summary>The values of every cookie of that name, over all lines.</summary>
    public static List<string> ValuesOf(IEnumerable<string> lines, string name) =>
        [.. lines.SelectMany(line => line.Split(';')).Where(pair => NameOf(pair) == name).Select(ValueOf)];

    public static string NameOf(string pair) => pair.Split('=', 2)[0].Trim(' ', '\t');

    private static string ValueOf(string pair) => pair.Split('=', 2) is [_, var value] ? value.Trim(' ', '\t') : "";
}
