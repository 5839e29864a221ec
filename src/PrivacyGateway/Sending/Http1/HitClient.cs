using System.Collections.Concurrent;
using System.Net.Http;
using System.Runtime.CompilerServices;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// Speaks HTTP/1.1 to the destinations of one cluster. It does what a hit needs and nothing else: the whole request is in memory, the whole answer is
/// wanted, and nothing is ever sent twice.
/// </summary>
/// <param name="settings">The platform's client as the cluster configured it; never used to send.</param>
/// <param name="sockets">Opens its connections.</param>
/// <param name="time">The clock by which connections grow old.</param>
internal sealed class HitClient(SocketsHttpHandler settings, TrackDomainSockets sockets, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Origin, HitConnections> _connections = new();

    /// <summary>Whether a request that the cluster asks for in this way may leave as HTTP/1.1.</summary>
    public static bool Speaks(HttpRequestMessage request) => request.Version.Major == 1 || request.VersionPolicy == HttpVersionPolicy.RequestVersionOrLower;

    /// <exception cref="HttpRequestException">There was no whole answer.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HttpResponseMessage> SendAsync(RequestBytes request, CancellationToken cancellationToken)
    {
        var connections = ConnectionsTo(request.To.Origin);
        var connection = await connections.RentAsync(cancellationToken);
        try
        {
            var answer = await connection.ExchangeAsync(request, cancellationToken);
            if (Http2Only.Says(answer))
                throw AnswerError.Http2Only();
            connections.Return(connection);
            return answer;
        }
        catch
        {
            connections.Close(connection);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var connections in _connections.Values)
            connections.Dispose();
    }

    private HitConnections ConnectionsTo(Origin origin) => _connections.TryGetValue(origin, out var connections)
        ? connections
        : _connections.GetOrAdd(origin, static (origin, client) => client.Create(origin), this);

    private HitConnections Create(Origin origin) => new(new Dialer(origin, settings.SslOptions, sockets), settings.MaxConnectionsPerServer, time);
}
