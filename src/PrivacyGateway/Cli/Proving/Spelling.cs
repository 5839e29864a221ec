using System.Text;

namespace PrivacyGateway.Cli.Proving;

/// <summary>A way to write <c>name=value</c> that an upstream parser may read as the plain form.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Write">Writes the pair.</param>
internal sealed record Spelling(string Name, Func<string, string, string> Write)
{
    public const string PlainName = "plain";

    public static Spelling Plain { get; } = new(PlainName, static (name, value) => $"{name}={value}");

    public static IReadOnlyList<Spelling> All { get; } =
    [
        Plain,
        new("percent", static (name, value) => $"%{(int)name[0]:x2}{name[1..]}={value}"),
        new("percent throughout", static (name, value) => $"{Percent(name)}={Percent(value)}"),
        new("double percent", static (name, value) => $"{name[..^1]}%25{(int)name[^1]:X2}={value}"),
        new("mixed case", static (name, value) => $"{MixedCase(name)}={value}"),
        new("index", static (name, value) => $"{name}[0]={value}"),
        new("space before", static (name, value) => $"+{name}={value}"),
    ];

    public static string Percent(string text)
    {
        var encoded = new StringBuilder(text.Length * 3);
        foreach (var character in text)
            encoded.Append('%').Append(((int)character).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return encoded.ToString();
    }

    private static string MixedCase(string text) =>
        string.Concat(text.Select(static (character, index) => index % 2 == 0 ? char.ToUpperInvariant(character) : character));
}
