using System.Text;

namespace PrivacyGateway.Faults.Upstream;

/// <summary>How a track domain treats a hit that it has read completely.</summary>
/// <param name="Answer">The bytes it writes.</param>
internal sealed record Behaviour(byte[] Answer)
{
    private const string Gif = "GIF89a\u0001\0\u0001\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff!\u00f9\u0004\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0;";

    private static readonly string Pixel = $"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nCache-Control: no-store\r\nContent-Length: {Gif.Length}\r\n\r\n{Gif}";

    public static Behaviour Healthy { get; } = Of(Pixel) with { Takes = true };

    /// <summary>Accepts and never answers.</summary>
    public static Behaviour Silent { get; } = Of("");

    public static Behaviour Error500 { get; } = Of("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 5\r\n\r\nerror") with { Refuses = true };

    public static Behaviour Error503 { get; } = Of("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n") with { Refuses = true };

    public static Behaviour Garbage { get; } = Of("\u0016\u0003\u0001 this is no answer \0\u00ff\u00fe\r\n\r\n") with { Closes = true };

    public static Behaviour HalfAnswer { get; } = Of(Pixel[..^12]) with { Closes = true };

    /// <summary>Reads the request and hangs up.</summary>
    public static Behaviour Close { get; } = Of("") with { Closes = true };

    /// <summary>Whether what it answers means that the hit was taken.</summary>
    public bool Takes { get; private init; }

    /// <summary>Whether what it answers says that it was not.</summary>
    public bool Refuses { get; private init; }

    public bool Closes { get; private init; }

    /// <summary>Before the answer.</summary>
    public TimeSpan Delay { get; private init; }

    public static Behaviour Slow(TimeSpan delay) => Healthy with { Delay = delay };

    private static Behaviour Of(string answer) => new(Encoding.Latin1.GetBytes(answer));
}
