using System.Net;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Performance;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>A track domain for load tests: responds to everything with a pixel and records nothing.</summary>
internal sealed class CountlessTrackDomain : IDisposable
{
    private static readonly byte[] Response = TrackDomainResponses.Build(
        200, "OK", [new("Content-Type", "image/gif")], TrackDomainResponses.Gif);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public CountlessTrackDomain()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true, Name = "track domain" }.Start();
    }

    public string Address => $"http://{_listener.LocalEndPoint}/";

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                new Thread(() => Serve(connection)) { IsBackground = true, Name = "track domain's connection" }.Start();
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static void Serve(Socket connection)
    {
        using (connection)
        {
            try
            {
                var message = new MessageEnd();
                while (message.Read(connection))
                    connection.Send(Response);
            }
            catch (SocketException)
            {
                // The gateway disconnected.
            }
        }
    }
}
