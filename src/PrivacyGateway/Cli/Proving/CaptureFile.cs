using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// <c>capture.jsonl</c>: a line per probe with its canaries, the messages that the track domain received, and the response that the browser
/// received, byte for byte (one character per byte). Other programs can recompute the verdict from it.
/// </summary>
internal static class CaptureFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, IReadOnlyList<ProbeResult> results)
    {
        for (var i = 0; i < results.Count; i++)
        {
            WriteLine(output, i + 1, results[i]);
            output.WriteByte((byte)'\n');
        }
    }

    /// <summary>Writes the line of a probe, without its line end; the number is its place in the run, from 1.</summary>
    public static void WriteLine(Stream output, int number, ProbeResult result)
    {
        using var json = new Utf8JsonWriter(output, Options);
        Write(json, number, result);
    }

    private static void Write(Utf8JsonWriter json, int number, ProbeResult result)
    {
        var (probe, subject) = (result.Probe, result.Probe.Subject);
        json.WriteStartObject();
        json.WriteNumber("probe", number);
        json.WriteString("route", subject.Route.Id);
        json.WriteString("policy", subject.Route.Policy);
        json.WriteString("state", subject.State.Name);
        json.WriteString("decision", SectionReader.NameOf(subject.Decision.ToString()));
        json.WriteString("about", probe.About);
        json.WriteStartArray("placements");
        foreach (var placement in probe.Placements)
            Write(json, placement);
        json.WriteEndArray();
        json.WriteStartArray("arrived");
        foreach (var message in result.Arrived)
            Write(json, message);
        json.WriteEndArray();
        json.WritePropertyName("returned");
        Write(json, WithoutTime(result.Returned));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Placement placement)
    {
        json.WriteStartObject();
        json.WriteString("value", placement.Value);
        json.WriteString("name", placement.Name);
        json.WriteString("place", placement.Location.ToString());
        json.WriteString("spelling", placement.Spelling);
        json.WriteString("rule", placement.Rule);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WireMessage message)
    {
        json.WriteStartObject();
        json.WriteString("head", message.Head);
        json.WriteString("body", message.Body);
        json.WriteEndObject();
    }

    /// <summary>Removes Kestrel's Date header, which would make each run differ.</summary>
    private static WireMessage WithoutTime(WireMessage message) =>
        message with
        {
            Head = string.Concat(message.Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Where(static line => !line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)).Select(static line => line + "\r\n"))
        };
}
