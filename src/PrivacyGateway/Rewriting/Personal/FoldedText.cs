using System.Buffers;
using System.Globalization;
using System.Text;

namespace PrivacyGateway.Rewriting.Personal;

/// <summary>
/// A decoded text in compatibility form (NFKC, character by character), with <c>\u0040</c> and <c>\x40</c> escapes resolved and invisible
/// characters removed, and a map from each byte to its position in the
/// original text. Plain ASCII is not copied. The caller must dispose of it.
/// </summary>
internal readonly ref struct FoldedText : IDisposable
{
    private const int IdeographicFullStop = 0x3002;

    private readonly byte[]? _bytes;
    private readonly int[]? _origins;

    private FoldedText(ReadOnlySpan<byte> text, byte[]? bytes = null, int[]? origins = null)
    {
        Text = text;
        (_bytes, _origins) = (bytes, origins);
    }

    public ReadOnlySpan<byte> Text { get; }

    /// <param name="text">The percent-decoded text.</param>
    public static FoldedText Fold(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text) && !text.Contains((byte)'\\'))
            return new FoldedText(text);

        // The longest form is that of U+FDFA: 33 bytes for 3.
        const int MaxGrowth = 11;
        var bytes = ArrayPool<byte>.Shared.Rent((text.Length * MaxGrowth) + 1);
        var origins = ArrayPool<int>.Shared.Rent(bytes.Length + 1);
        var length = 0;
        for (var read = 0; read < text.Length;)
        {
            var size = ReadRune(text[read..], out var rune, out var raw);
            var start = length;
            length += rune is { } valid ? Write(valid, bytes.AsSpan(length)) : WriteByte(raw, bytes.AsSpan(length));
            origins.AsSpan(start, length - start).Fill(read);
            read += size;
        }

        origins[length] = text.Length;
        return new FoldedText(bytes.AsSpan(0, length), bytes, origins);
    }

    /// <summary>Returns the position in the original text.</summary>
    /// <param name="index">The index of a byte of <see cref="Text"/>, or its length.</param>
    public int GetOrigin(int index) => _origins is null ? index : _origins[index];

    public void Dispose()
    {
        if (_bytes is null)
            return;
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<int>.Shared.Return(_origins!);
    }

    /// <returns>The number of bytes read; the rune is null for invalid UTF-8.</returns>
    private static int ReadRune(ReadOnlySpan<byte> text, out Rune? rune, out byte raw)
    {
        raw = text[0];
        if (raw == '\\' && TryReadEscape(text, out var escaped, out var length))
        {
            rune = escaped;
            return length;
        }

        var isValid = Rune.DecodeFromUtf8(text, out var decoded, out var consumed) == OperationStatus.Done;
        rune = isValid ? decoded : null;
        return isValid ? consumed : 1;
    }

    private static bool TryReadEscape(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        rune = default;
        var digits = text.Length < 2 ? 0 : text[1] switch { (byte)'u' => 4, (byte)'x' => 2, _ => 0 };
        length = 2 + digits;
        return digits > 0 && text.Length >= length
            && int.TryParse(text[2..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && Rune.TryCreate(value, out rune);
    }

    private static int WriteByte(byte raw, Span<byte> output)
    {
        output[0] = raw;
        return 1;
    }

    private static int Write(Rune rune, Span<byte> output)
    {
        if (rune.IsAscii)
            return WriteByte((byte)rune.Value, output);
        if (rune.Value == IdeographicFullStop)
            return WriteByte((byte)'.', output);
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DashPunctuation:
                return WriteByte((byte)'-', output);
            case UnicodeCategory.SpaceSeparator:
                return WriteByte((byte)' ', output);
            case UnicodeCategory.DecimalDigitNumber:
                return WriteByte((byte)('0' + (int)Rune.GetNumericValue(rune)), output);
            case UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned:
                return 0;
        }

        Span<char> source = stackalloc char[2];
        Span<char> form = stackalloc char[32];
        ReadOnlySpan<char> text = source[..rune.EncodeToUtf16(source)];
        return text.TryNormalize(form, out var length, NormalizationForm.FormKC)
            ? Encoding.UTF8.GetBytes(form[..length], output) : rune.EncodeToUtf8(output);
    }
}
