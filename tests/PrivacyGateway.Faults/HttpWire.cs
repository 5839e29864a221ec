using System.Globalization;
using System.Text;

namespace PrivacyGateway.Faults;

/// <summary>
/// HTTP/1.1 messages off a socket, for both ends; small and quick, because thousands a second pass through it. Bodies need a length.
/// </summary>
internal sealed class HttpWire(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _end;

    /// <returns>The next complete message as Latin-1, or null if the peer closed before its first byte.</returns>
    /// <exception cref="EndOfStreamException">The peer closed within a message.</exception>
    /// <exception cref="InvalidDataException">It is not a message, or longer than a hit or its response needs.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (LengthOfFirst() is { } length && length <= _end)
            {
                var message = Encoding.Latin1.GetString(_buffer, 0, length);
                _buffer.AsSpan(length.._end).CopyTo(_buffer);
                _end -= length;
                return message;
            }

            if (_end == _buffer.Length)
                throw new InvalidDataException("A message is too long.");
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0)
                return _end == 0 ? null : throw new EndOfStreamException("within a message");
            _end += read;
        }
    }

    public static int StatusOf(string response) =>
        response.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            && int.TryParse(response.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : -1;

    public static string BodyOf(string message) => message[(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private int? LengthOfFirst()
    {
        var end = _buffer.AsSpan(0, _end).IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;

        var head = Encoding.Latin1.GetString(_buffer, 0, end + 2);
        if (head.Contains("\r\nTransfer-Encoding:", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("A message without a length.");
        const string Mark = "\r\nContent-Length:";
        var at = head.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return end + 4;
        var value = head.AsSpan(at + Mark.Length);
        return end + 4 + int.Parse(value[..value.IndexOf('\r')].Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
