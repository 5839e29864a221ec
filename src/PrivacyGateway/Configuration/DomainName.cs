using System.Globalization;
using System.Text;

namespace PrivacyGateway.Configuration;

/// <summary>Domain names in the two forms in which people and programs write international ones. (RFC 5890.)</summary>
internal static class DomainName
{
    /// <summary>Characters of a whole name. (RFC 1035, section 2.3.4.)</summary>
    private const int LongestName = 253;

    /// <summary>Characters of one label, in ASCII.</summary>
    private const int LongestLabel = 63;

    private static readonly IdnMapping Mapping = new();

    /// <summary>The form that cookies, certificates and comparisons use: <c>xn--mller-kva.example</c>, lower case.</summary>
    /// <returns>Null for text that is not a domain name: empty labels, spaces, ports, addresses, names that are too long.</returns>
    public static string? ToAscii(string name)
    {
        try
        {
            var ascii = Mapping.GetAscii(name).ToLowerInvariant();
            return IsName(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// The form in which the platform compares a request's host: <c>müller.example</c>. Takes either form; see <see cref="ToAscii"/>.
    /// </summary>
    public static string? ToUnicode(string name) => ToAscii(name) is { } ascii ? Mapping.GetUnicode(ascii) : null;

    /// <summary>A request's host, which the platform hands over decoded, in ASCII. Free of cost where it is ASCII already.</summary>
    public static string OfRequest(string host) => Ascii.IsValid(host) ? host : ToAscii(host) ?? host;

    private static bool IsName(string ascii)
    {
        var labels = ascii.Split('.');

        // A name that ends in a number is an IPv4 address to every browser. (URL standard, "ends in a number".)
        return ascii.Length <= LongestName && Array.TrueForAll(labels, IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    /// <summary>Underscores are not allowed in host names, but names with them exist and resolve.</summary>
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
        && label.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
