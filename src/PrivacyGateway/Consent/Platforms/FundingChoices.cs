using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// Google's consent platform (Privacy &amp; messaging, formerly Funding Choices): the cookie <c>FCCDCF</c> is a percent-encoded JSON array.
/// Its fourth element is an array that begins with the IAB TCF string, or null until the visitor has made a choice.
/// </summary>
internal static class FundingChoices
{
    private const int TcfEntry = 3;

    /// <summary>Whether a cookie holds such an array; an IAB string never begins like one.</summary>
    public static bool IsPacked(ReadOnlySpan<char> value) =>
        value.StartsWith("[") || value.StartsWith("%5B", StringComparison.OrdinalIgnoreCase);

    /// <param name="json">The cookie, decoded.</param>
    /// <param name="text">The TC string; empty without a choice.</param>
    /// <returns>False if the cookie is not such an array.</returns>
    public static bool TryFindTcString(ReadOnlySpan<char> json, out ReadOnlySpan<char> text)
    {
        text = default;
        var bytes = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            if (Ascii.FromUtf16(json, bytes, out var length) != OperationStatus.Done || !TryFind(bytes.AsSpan(0, length), out var range))
                return false;
            text = json[range];
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Reads to the end, so that a cookie with invalid JSON anywhere is rejected.</summary>
    private static bool TryFind(ReadOnlySpan<byte> list, out Range range)
    {
        range = default;
        var reader = new Utf8JsonReader(list);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return false;

        var isFound = false;
        for (var entry = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; entry++)
        {
            if (entry == TcfEntry)
                isFound = TryReadEntry(ref reader, out range);
            else
                reader.Skip();
        }

        return !reader.Read() && isFound;
    }

    /// <summary>Returns the position of the string, without quotes. Leaves the reader at the end of the element.</summary>
    private static bool TryReadEntry(ref Utf8JsonReader reader, out Range range)
    {
        range = default;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            var isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            return isNull;
        }

        var depth = reader.CurrentDepth;
        reader.Read();
        var isText = reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false, ValueSpan.IsEmpty: false };
        if (isText)
            range = ((int)reader.TokenStartIndex + 1)..((int)reader.BytesConsumed - 1);
        var isRead = isText || reader.TokenType == JsonTokenType.Null;
        while (reader.CurrentDepth > depth || reader.TokenType != JsonTokenType.EndArray)
            reader.Read();
        return isRead;
    }
}
