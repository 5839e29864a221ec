using System.Buffers;
using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Which bytes may stand where. (RFC 9110, section 5.5 and 5.6.2.)</summary>
internal static class Characters
{
    private const string TokenCharacters = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> TokenText = SearchValues.Create(TokenCharacters);
    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create(Encoding.ASCII.GetBytes(TokenCharacters));

    /// <summary>Control characters; the tab is none here.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(static value => value != '\t').Select(static value => (byte)value), 127]);

    private static readonly SearchValues<byte> ControlsAndBlanks = SearchValues.Create([.. Enumerable.Range(0, 33).Select(static value => (byte)value), 127]);

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenText);

    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenBytes);

    public static bool HasControl(ReadOnlySpan<byte> text) => text.ContainsAny(Controls);

    public static bool HasControlOrBlank(ReadOnlySpan<byte> text) => text.ContainsAny(ControlsAndBlanks);

    /// <summary>A line's end, or what ends a text for careless readers.</summary>
    public static bool EndsLine(ReadOnlySpan<char> text) => text.ContainsAny('\r', '\n', '\0');

    /// <summary>Whether each character is one byte.</summary>
    public static bool IsLatin1(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('\0', '\u00ff');

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
