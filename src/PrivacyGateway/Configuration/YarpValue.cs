using System.Globalization;
using System.Net.Http;
using System.Security.Authentication;
using System.Text;

namespace PrivacyGateway.Configuration;

/// <summary>A kind of value in YARP's section. .NET reads all of them from text, so <c>100</c> and <c>"100"</c> are the same.</summary>
/// <param name="Expected">What to write, for messages.</param>
/// <param name="IsValid">Whether YARP can read a text.</param>
internal sealed record YarpValue(string Expected, Func<string, bool> IsValid)
{
    public static YarpValue Text { get; } = new("a text in quotes", static text => text.Length > 0 && text == text.Trim());

    public static YarpValue Bool { get; } = new("true or false", static text => bool.TryParse(text, out _));

    /// <summary>A whole number that may be negative.</summary>
    public static YarpValue Order { get; } = new("a whole number, such as 1", static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));

    public static YarpValue Count { get; } = new("a whole number from 1", static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0);

    public static YarpValue Duration { get; } = new(
        "a time span above zero, such as \"00:00:30\"",
        static text => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero);

    public static YarpValue Url { get; } = new(
        "a URL, such as \"https://track-domain.example/\"",
        static text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0);

    public static YarpValue HttpVersion { get; } = new("\"1.0\", \"1.1\", \"2\" or \"3\"", static text => text is "1.0" or "1.1" or "1" or "2" or "2.0" or "3" or "3.0");

    public static YarpValue VersionPolicy { get; } = OneOf(Enum.GetNames<HttpVersionPolicy>());

    public static YarpValue TlsVersion { get; } = OneOf([nameof(SslProtocols.Tls12), nameof(SslProtocols.Tls13)]);

    public static YarpValue HeaderEncoding { get; } = new("the name of a text encoding, such as \"latin1\"", IsEncoding);

    public static YarpValue OneOf(IReadOnlyList<string> names) => new(
        string.Join(" or ", names.Select(static name => $"\"{name}\"")), text => names.Contains(text, StringComparer.OrdinalIgnoreCase));

    private static bool IsEncoding(string text)
    {
        try
        {
            return Encoding.GetEncoding(text).WebName.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
