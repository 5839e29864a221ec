using System.Text;

namespace PrivacyGateway.Faults.Upstream;

/// <summary>How a track domain treats a hit that it has read completely.</summary>
/// <param name="Response">The bytes it writes.</param>
internal sealed record Behaviour(byte[] Response)
{
    private const string Gif =
        "GIF89a\u0001\0\u0001\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff!\u00f9\u0004\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0;";

    private static readonly string Pixel =
        $"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nCache-Control: no-store\r\nContent-Length: {Gif.Length}\r\n\r\n{Gif}";

    public static Behaviour Healthy { get; } = Create(Pixel) with { Takes = true };

    /// <summary>Accepts and never responds.</summary>
    public static Behaviour Silent { get; } = Create("");

    public static Behaviour Error500 { get; } = Create(
        "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\nerror") with
    {
        Refuses = true,
    };

    public static Behaviour Error503 { get; } = Create(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n") with
    {
        Refuses = true,
    };

    public static Behaviour Garbage { get; } = Create(
        "\u0016\u0003\u0001 this is no response \0\u00ff\u00fe\r\n\r\n") with
    {
        Closes = true,
    };

    public static Behaviour HalfResponse { get; } = Create(Pixel[..^12]) with { Closes = true };

    /// <summary>Reads the request and closes the connection.</summary>
    public static Behaviour Close { get; } = Create("") with { Closes = true };

    /// <summary>Whether its response means that the hit was accepted.</summary>
    public bool Takes { get; private init; }

    /// <summary>Whether its response means that the hit was refused.</summary>
    public bool Refuses { get; private init; }

    public bool Closes { get; private init; }

    /// <summary>The delay before the response.</summary>
    public TimeSpan Delay { get; private init; }

    public static Behaviour Slow(TimeSpan delay) => Healthy with { Delay = delay };

    private static Behaviour Create(string response) => new(Encoding.Latin1.GetBytes(response));
}
