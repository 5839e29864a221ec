using System.Text;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>
/// Reads the gateway's responses: indexed fields of the static table and literals. The dynamic table is disabled by the
/// client's settings, and Kestrel writes no Huffman code; either would throw here.
/// </summary>
internal static class HeaderBlockReader
{
    /// <summary>RFC 7541, appendix A: names from index 1; those of an index below 15 have values.</summary>
    private static readonly string[] Names =
    [
        ":authority", ":method", ":method", ":path", ":path", ":scheme", ":scheme", ":status", ":status", ":status", ":status", ":status",
        ":status", ":status", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "accept",
        "access-control-allow-origin", "age", "allow", "authorization", "cache-control", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified",
        "link", "location", "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh",
        "retry-after", "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via",
        "www-authenticate",
    ];

    private static readonly string[] Statuses = ["200", "204", "206", "304", "400", "404", "500"];

    public static List<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> block)
    {
        var fields = new List<KeyValuePair<string, string>>();
        while (!block.IsEmpty)
        {
            var first = block[0];
            if (first >= 0x80)
            {
                var index = Integer(ref block, 7);
                fields.Add(new(Names[index - 1], index is >= 8 and <= 14 ? Statuses[index - 8] : ""));
            }
            else if (first is >= 0x20 and < 0x40)
            {
                Integer(ref block, 5);
            }
            else
            {
                var index = Integer(ref block, first >= 0x40 ? 6 : 4);
                var name = index == 0 ? Text(ref block) : Names[index - 1];
                fields.Add(new(name, Text(ref block)));
            }
        }

        return fields;
    }

    private static string Text(ref ReadOnlySpan<byte> block)
    {
        if ((block[0] & 0x80) != 0)
            throw new NotSupportedException("A Huffman code, which Kestrel does not write.");
        var length = Integer(ref block, 7);
        var text = Encoding.Latin1.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static int Integer(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        var limit = (1 << prefixBits) - 1;
        var value = block[0] & limit;
        block = block[1..];
        if (value < limit)
            return value;
        for (var shift = 0; ; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            value += (next & 127) << shift;
            if (next < 128)
                return value;
        }
    }
}
