using System.IO.Compression;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Forwarding;

/// <summary>A compressed body is read completely or not at all.</summary>
public sealed class BodyDecoderTests
{
    private static readonly byte[] Plain = [.. Enumerable.Range(0, 300)
        .SelectMany(static line => System.Text.Encoding.ASCII.GetBytes($"wt?p=600,page{line},,,,,1700000000000,,,\n"))];

    public static TheoryData<string> Encodings => new("gzip", "x-gzip", "deflate", "br", "gzip, gzip", "deflate, br");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Complete_compressed_body_is_read(string encoding) => Assert.Equal(Plain, Decode(encoding, Pack(encoding)));

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Truncated_compressed_body_is_refused(string encoding)
    {
        var packed = Pack(encoding);
        for (var length = 0; length < packed.Length; length++)
            Assert.True(Decode(
                encoding, packed[..length]) is null, $"{encoding} is read although it breaks off after {length} of {packed.Length} bytes.");
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("gzip", 8)]
    [InlineData("deflate", 1)]
    [InlineData("deflate", 4)]
    public void Compressed_body_with_a_wrong_checksum_or_length_is_refused(string encoding, int fromEnd)
    {
        var packed = Pack(encoding);
        packed[^fromEnd] ^= 1;

        Assert.Null(Decode(encoding, packed));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void Compressed_body_with_trailing_bytes_is_refused(string encoding) =>
        Assert.Null(Decode(encoding, [.. Pack(encoding), .. Pack(encoding)[..^1]]));

    private static byte[]? Decode(string encoding, byte[] packed)
    {
        using var budget = new BufferBudget(1_000_000, TimeProvider.System);
        using var decoded = new BudgetedBuffer(budget, 100_000);
        return BodyDecoder.TryDecode([new HeaderLine("Content-Encoding", encoding)], packed, decoded) ? decoded.Bytes.ToArray() : null;
    }

    private static byte[] Pack(string encodings)
    {
        var bytes = Plain;
        foreach (var encoding in encodings.Split(", "))
        {
            using var output = new MemoryStream();
            using (Stream packing = encoding switch
            {
                "deflate" => new ZLibStream(output, CompressionLevel.Optimal),
                "br" => new BrotliStream(output, CompressionLevel.Optimal),
                _ => new GZipStream(output, CompressionLevel.Optimal),
            })
            {
                packing.Write(bytes);
            }

            bytes = output.ToArray();
        }

        return bytes;
    }
}
