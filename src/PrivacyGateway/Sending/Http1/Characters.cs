using System.Buffers;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Classifies the bytes of a message. (RFC 9110, section 5.5.)</summary>
internal static class Characters
{
    /// <summary>Control characters except the tab.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(static value => value != '\t').Select(static value => (byte)value), 127]);

    private static readonly SearchValues<byte> ControlsAndSpace = SearchValues.Create(
        [.. Enumerable.Range(0, 33).Select(static value => (byte)value), 127]);

    public static bool HasControl(ReadOnlySpan<byte> text) => text.ContainsAny(Controls);

    public static bool HasControlOrSpace(ReadOnlySpan<byte> text) => text.ContainsAny(ControlsAndSpace);

    /// <summary>Whether the text contains a line end, or a NUL, which ends a text for some readers.</summary>
    public static bool EndsLine(ReadOnlySpan<char> text) => text.ContainsAny('\r', '\n', '\0');

    /// <summary>Whether each character fits in one byte.</summary>
    public static bool IsLatin1(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('\0', '\u00ff');

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
