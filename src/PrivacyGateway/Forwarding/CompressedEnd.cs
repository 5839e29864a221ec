using System.Buffers.Binary;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Checks decoded data against the checksum and length in the trailer of its compressed form. .NET's streams accept truncated data as
/// complete, and half a batch would be acknowledged with 200. A second
/// gzip member (RFC 1952, section 2.2) is refused too: no SDK sends one.
/// </summary>
internal static class CompressedEnd
{
    /// <summary>RFC 1952: CRC-32 and length, after a header of at least 10 bytes.</summary>
    private const int GzipTrailer = 8;

    private const int GzipShortest = 10 + GzipTrailer;

    /// <summary>RFC 1950: Adler-32, after a header of 2 bytes.</summary>
    private const int ZlibTrailer = 4;

    private const int ZlibShortest = 2 + ZlibTrailer;

    private const uint CrcPolynomial = 0xEDB88320;

    private const uint AdlerModulus = 65521;

    /// <summary>Bytes after which the second sum of Adler-32 must be reduced. (zlib's NMAX.)</summary>
    private const int AdlerBlock = 5552;

    private static readonly uint[] CrcTable = CreateCrcTable();

    /// <param name="encoding">A <c>Content-Encoding</c>.</param>
    /// <param name="packed">The compressed data.</param>
    /// <param name="plain">The decoded data.</param>
    public static bool Matches(string encoding, ReadOnlySpan<byte> packed, ReadOnlySpan<byte> plain) => encoding switch
    {
        "gzip" or "x-gzip" => packed.Length >= GzipShortest
            && BinaryPrimitives.ReadUInt32LittleEndian(packed[^4..]) == (uint)plain.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(packed[^GzipTrailer..]) == Crc32(plain),
        "deflate" => packed.Length >= ZlibShortest && BinaryPrimitives.ReadUInt32BigEndian(packed[^ZlibTrailer..]) == Adler32(plain),
        _ => false,
    };

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
            crc = CrcTable[(byte)(crc ^ one)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (1u, 0u);
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(bytes.Length, AdlerBlock)..])
        {
            foreach (var one in bytes[..Math.Min(bytes.Length, AdlerBlock)])
                high += low += one;
            (low, high) = (low % AdlerModulus, high % AdlerModulus);
        }

        return (high << 16) | low;
    }

    private static uint[] CreateCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            table[i] = i;
            for (var bit = 0; bit < 8; bit++)
                table[i] = (table[i] & 1) == 0 ? table[i] >> 1 : (table[i] >> 1) ^ CrcPolynomial;
        }

        return table;
    }
}
