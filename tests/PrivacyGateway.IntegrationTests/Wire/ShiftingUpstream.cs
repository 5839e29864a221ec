using System.Net.Sockets;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// A track domain that sends superfluous bytes: a second complete response up to 20 ms after each right one, and bodies with 204, 304 and
/// HEAD. Each response names the token (<c>cp9</c>) of its request, so that a reader recognises a foreign response.
/// </summary>
internal sealed class ShiftingUpstream : IAsyncDisposable
{
    private const int LongestDelay = 20;

    private readonly ConnectionListener _listener = new();
    private int _requests;

    public ShiftingUpstream() => _listener.Start(ServeAsync);

    public int Port => _listener.Port;

    public string Address => _listener.Address;

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1, leaveOpen: true);
            try
            {
                while (await reader.ReadLineAsync(_listener.Stopping) is { } line)
                {
                    while (await reader.ReadLineAsync(_listener.Stopping) is { Length: > 0 })
                    {
                        // Headers; no request here has a body.
                    }

                    await ServeAsync(client.GetStream(), line, Interlocked.Increment(ref _requests));
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // The client closed it, or the test is over.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream, string line, int count)
    {
        var token = TokenOf(line);
        var whole =
            $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {token.Length}\r\nSet-Cookie: "
                + $"wteid_111111111111111={token}\r\n\r\n{token}";
        var isHead = line.StartsWith("HEAD ", StringComparison.Ordinal);
        var first = isHead ? whole : (count % 5) switch
        {
            3 => $"HTTP/1.1 204 No Content\r\n\r\n{whole}",
            4 => $"HTTP/1.1 304 Not Modified\r\n\r\n{whole}",
            _ => whole,
        };
        await stream.WriteAsync(Encoding.Latin1.GetBytes(first), _listener.Stopping);
        await Task.Delay(count * 7 % (LongestDelay + 1), _listener.Stopping);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(whole), _listener.Stopping);
    }

    private static string TokenOf(string line)
    {
        const string Name = "cp9=";
        var start = line.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return line[start..line.IndexOfAny(['&', ' '], start)];
    }
}
