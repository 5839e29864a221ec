using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>
/// The instruments and labels that <c>/metrics</c> and OTLP export. The gateway's meter is exported whole; .NET's instruments are
/// allow-listed, because some of their labels hold paths, hosts and client addresses. (docs/decisions/0012-numbers.md.)
/// </summary>
internal static class ExportedInstruments
{
    private const string Runtime = "System.Runtime";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    private static readonly FrozenDictionary<(string Meter, string Instrument), string[]> Platform =
        new Dictionary<(string, string), string[]>
        {
            [(Runtime, "dotnet.process.cpu.time")] = ["cpu.mode"],
            [(Runtime, "dotnet.process.memory.working_set")] = [],
            [(Runtime, "dotnet.gc.collections")] = ["gc.heap.generation"],
            [(Runtime, "dotnet.gc.pause.time")] = [],
            [(Runtime, "dotnet.gc.heap.total_allocated")] = [],
            [(Runtime, "dotnet.gc.last_collection.memory.committed_size")] = [],
            [(Runtime, "dotnet.thread_pool.queue.length")] = [],
            [(Kestrel, "kestrel.active_connections")] = [],
            [(Kestrel, "kestrel.active_tls_handshakes")] = [],

            // The error type is an exception's name, and the gateway offers the protocol version: neither comes from the client.
            [(Kestrel, "kestrel.tls_handshake.duration")] = ["error.type", "tls.protocol.version"],
        }.ToFrozenDictionary();

    public static IReadOnlyList<string> Meters { get; } = [GatewayMetrics.MeterName, Runtime, Kestrel];

    /// <summary>.NET declares this instrument as a counter, although its value can decrease.</summary>
    public static bool CanDecrease(Instrument instrument) => instrument.Name == "dotnet.thread_pool.queue.length";

    /// <param name="instrument">An instrument of any meter.</param>
    /// <param name="labels">Labels to export; null for all.</param>
    /// <returns>Whether to export the instrument.</returns>
    public static bool TryFind(Instrument instrument, out string[]? labels)
    {
        labels = null;
        return instrument.Meter.Name == GatewayMetrics.MeterName
            || Platform.TryGetValue((instrument.Meter.Name, instrument.Name), out labels);
    }
}
