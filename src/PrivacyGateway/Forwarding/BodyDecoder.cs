using System.Buffers;
using System.IO;
using System.IO.Compression;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding;

/// <summary>Decodes a body's <c>Content-Encoding</c>. The output is bounded like any body, which stops decompression bombs.</summary>
internal static class BodyDecoder
{
    /// <summary>No client has a reason for more.</summary>
    private const int MaxEncodings = 2;

    private const int Block = 16 * 1024;

    /// <summary>Whether the body is encoded.</summary>
    public static bool IsEncoded(IReadOnlyList<HeaderLine> headers) => Encodings(headers).Count > 0;

    /// <param name="headers">The request's headers.</param>
    /// <param name="body">The encoded body.</param>
    /// <param name="decoded">Takes the decoded body.</param>
    /// <returns>False if an encoding is unknown, the bytes are invalid, or the result is too large.</returns>
    public static bool TryDecode(IReadOnlyList<HeaderLine> headers, ReadOnlyMemory<byte> body, BudgetedBuffer decoded)
    {
        var encodings = Encodings(headers);
        if (encodings.Count > MaxEncodings)
            return false;

        // The last encoding was applied last, so it is decoded first; the intermediate result has the same bound.
        if (encodings.Count == 1)
            return TryDecodeOne(encodings[0], body, decoded);
        using var between = decoded.CreateAlike();
        return TryDecodeOne(encodings[1], body, between) && TryDecodeOne(encodings[0], between.Bytes, decoded);
    }

    private static bool TryDecodeOne(string encoding, ReadOnlyMemory<byte> encoded, BudgetedBuffer decoded)
    {
        if (encoding == "br")
            return TryDecodeBrotli(encoded.Span, decoded);
        if (CreateDecoder(encoding, new MemoryStream(encoded.ToArray(), writable: false)) is not { } plain)
            return false;
        using (plain)
            return TryCopy(plain, decoded) && CompressedEnd.Matches(encoding, encoded.Span, decoded.Bytes.Span);
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

            // .NET reads a stream that is truncated in its header as empty.
            return !decoded.Bytes.IsEmpty;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Uses no BrotliStream, because that accepts a truncated body as complete.</summary>
    private static bool TryDecodeBrotli(ReadOnlySpan<byte> encoded, BudgetedBuffer decoded)
    {
        var block = ArrayPool<byte>.Shared.Rent(Block);
        var decoder = default(BrotliDecoder);
        try
        {
            while (true)
            {
                var status = decoder.Decompress(encoded, block, out var consumed, out var written);
                encoded = encoded[consumed..];
                if (status is not (OperationStatus.Done or OperationStatus.DestinationTooSmall)
                    || !decoded.TryAppend(new ReadOnlySequence<byte>(block, 0, written)))
                    return false;
                if (status == OperationStatus.Done)
                    return encoded.IsEmpty && !decoded.Bytes.IsEmpty;
            }
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static Stream? CreateDecoder(string encoding, Stream encoded) => encoding switch
    {
        "gzip" or "x-gzip" => new GZipStream(encoded, CompressionMode.Decompress),
        "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
        _ => null,
    };

    private static List<string> Encodings(IReadOnlyList<HeaderLine> headers)
    {
        var encodings = new List<string>();
        foreach (var header in headers)
        {
            if (header.Is("Content-Encoding"))
                encodings.AddRange(header.Value.ToLowerInvariant().Split(',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(encoding => encoding != "identity"));
        }

        return encodings;
    }
}
