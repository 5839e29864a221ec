using System.Buffers;
using System.IO;
using System.IO.Compression;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding;

/// <summary>Undoes a body's <c>Content-Encoding</c>, so that it can be read as hits. The output is bounded like any body: a bomb is refused, not unpacked.</summary>
internal static class BodyDecoder
{
    /// <summary>More than anybody stacks for a reason.</summary>
    private const int MostEncodings = 2;

    private const int Block = 16 * 1024;

    /// <summary>Whether there is an encoding to undo.</summary>
    public static bool IsEncoded(IReadOnlyList<HeaderLine> headers) => Encodings(headers).Count > 0;

    /// <param name="headers">The request's.</param>
    /// <param name="body">As it came.</param>
    /// <param name="decoded">Gets the plain body.</param>
    /// <returns>False if an encoding is not known, the bytes are not of it, or the result is too large.</returns>
    public static bool TryDecode(IReadOnlyList<HeaderLine> headers, ReadOnlyMemory<byte> body, BudgetedBuffer decoded)
    {
        var encodings = Encodings(headers);
        if (encodings.Count > MostEncodings)
            return false;

        // The last encoding named was applied last, so it is undone first.
        Stream plain = new MemoryStream(body.ToArray(), writable: false);
        for (var i = encodings.Count - 1; i >= 0; i--)
        {
            if (Undo(encodings[i], plain) is not { } inner)
                return false;
            plain = inner;
        }

        using (plain)
            return TryCopy(plain, decoded);
    }

    private static bool TryCopy(Stream plain, BudgetedBuffer decoded)
    {
        var block = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            for (int read; (read = plain.Read(block)) > 0;)
            {
                if (!decoded.TryAppend(new ReadOnlySequence<byte>(block, 0, read)))
                    return false;
            }

            // The platform takes a stream that breaks off at its head for an empty one.
            return !decoded.Bytes.IsEmpty;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or InvalidOperationException)
        {
            // Brotli speaks of an invalid operation where it means invalid data.
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static Stream? Undo(string encoding, Stream encoded) => encoding switch
    {
        "gzip" or "x-gzip" => new GZipStream(encoded, CompressionMode.Decompress),
        "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
        "br" => new BrotliStream(encoded, CompressionMode.Decompress),
        _ => null,
    };

    private static List<string> Encodings(IReadOnlyList<HeaderLine> headers)
    {
        var encodings = new List<string>();
        foreach (var header in headers)
        {
            if (header.Is("Content-Encoding"))
                encodings.AddRange(header.Value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(encoding => encoding != "identity"));
        }

        return encodings;
    }
}
