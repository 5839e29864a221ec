using System.Text;

namespace PrivacyGateway.Inspection.Requests;

/// <summary>Converts between Unicode text and wire text, which has one character per byte.</summary>
internal static class WireText
{
    public static string From(string text) => Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// For output: invalid UTF-8 and control characters become replacement characters, so that they cannot control the terminal.
    /// </summary>
    public static string Show(string wire) =>
        ShowPlain(Ascii.IsValid(wire) ? wire : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(wire)));

    /// <summary>As <see cref="Show"/>, for text that is already decoded.</summary>
    public static string ShowPlain(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(static character => char.IsControl(character) ? '\uFFFD' : character))
        : text;
}
