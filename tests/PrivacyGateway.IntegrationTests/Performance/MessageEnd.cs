using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>Reads consecutive HTTP/1.1 messages off a socket, as far as needed to find their ends.</summary>
internal sealed class MessageEnd
{
    private readonly byte[] _buffer = new byte[256 * 1024];

    /// <summary>The first line of the message that was read last.</summary>
    public string StartLine { get; private set; } = "";

    /// <returns>Whether there was one; false when the peer has closed the connection.</returns>
    public bool Read(Socket socket)
    {
        var filled = 0;
        while (!IsWhole(_buffer.AsSpan(0, filled)))
        {
            var read = socket.Receive(_buffer.AsSpan(filled));
            if (read == 0)
                return false;
            filled += read;
        }

        return true;
    }

    private bool IsWhole(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = Encoding.Latin1.GetString(message[..end]);
        var lines = head.Split("\r\n");
        StartLine = lines[0];
        if (lines.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase))
            return message.EndsWith("\r\n0\r\n\r\n"u8);
        var length = lines.FirstOrDefault(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return message.Length >= end + 4
            + (length is null ? 0 : int.Parse(length.AsSpan(15), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture));
    }
}
