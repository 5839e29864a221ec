using System.Text;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>
/// A header block as literals without indexing and without Huffman (RFC 7541, section 6.2.2): nothing is normalised, so that
/// a test can send what no library would.
/// </summary>
internal static class HeaderBlock
{
    public static byte[] Write(IEnumerable<(string Name, string Value)> fields)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in fields)
        {
            block.WriteByte(0);
            WriteString(block, name);
            WriteString(block, value);
        }

        return block.ToArray();
    }

    private static void WriteString(MemoryStream block, string text)
    {
        const int Prefix = 127;
        var bytes = Encoding.Latin1.GetBytes(text);
        if (bytes.Length < Prefix)
        {
            block.WriteByte((byte)bytes.Length);
        }
        else
        {
            block.WriteByte(Prefix);
            var rest = bytes.Length - Prefix;
            for (; rest >= 128; rest >>= 7)
                block.WriteByte((byte)((rest & 127) | 128));
            block.WriteByte((byte)rest);
        }

        block.Write(bytes);
    }
}
