using System.IO;
using System.Runtime.CompilerServices;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Sends the probes through the running gateway one after the other, so that the result does not depend on timing.</summary>
/// <param name="config">The configuration whose promises are tested.</param>
/// <param name="now">The time to write into consent strings.</param>
/// <param name="progress">Called with the number of finished consent states and their total.</param>
/// <param name="running">The configuration to run, if it differs, so that tests can break promises; null for the same.</param>
internal sealed class ProofRun(CheckedConfig config, DateTimeOffset now, Action<int, int> progress, CheckedConfig? running = null)
{
    private readonly Canaries _canaries = new();

    /// <summary>Recorded hits of the shop, which are sent too.</summary>
    public IReadOnlyList<TypedRequest> Recorded { get; init; } = [];

    /// <summary>Compiles the policies, so that tests can switch rules off; null for the default.</summary>
    public Func<GatewayConfig, PolicySnapshot>? Compile { get; init; }

    /// <summary>Selects the routes and consent states to test; all, except in tests.</summary>
    public Func<ProbeSubject, bool> SubjectFilter { get; init; } = static _ => true;

    /// <summary>Returns each probe's outcome as soon as it is known, in the same order in each run.</summary>
    /// <exception cref="IOException">The gateway cannot be started, or a control hit was not forwarded.</exception>
    public async IAsyncEnumerable<ProbeResult> RunAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await using var recorder = new Recorder();
        recorder.Start();
        await using var gateway = await GatewayUnderTest.StartAsync(running ?? config, recorder.Port, Compile, stop);
        using var browser = new ProbeClient(gateway.Address);
        ProbeSubject[] subjects = [.. ProbeSubjects.Create(config, now).Where(SubjectFilter)];
        for (var i = 0; i < subjects.Length; i++)
        {
            progress(i, subjects.Length);
            foreach (var probe in Probes(subjects[i]))
                yield return await SendAsync(probe, recorder, browser, stop);
        }

        progress(subjects.Length, subjects.Length);
    }

    private IEnumerable<Probe> Probes(ProbeSubject subject)
    {
        var writer = new ProbeWriter(subject, _canaries);
        return new HeaderProbes(subject, writer, _canaries).All()
            .Concat(new ParameterProbes(subject, writer, _canaries).All())
            .Concat(new ShapeProbes(subject, writer, _canaries).All())
            .Concat(new PersonalProbes(subject, writer, _canaries).All())
            .Concat(new ServiceProbes(subject, writer, _canaries).All())
            .Concat(new ResponseProbes(subject, writer, _canaries).All())
            .Concat(new RecordedProbes(subject, writer, _canaries, config.Gateway).All(Recorded));
    }

    private async Task<ProbeResult> SendAsync(Probe probe, Recorder recorder, ProbeClient browser, CancellationToken stop)
    {
        recorder.Response = probe.Response ?? Recorder.DefaultResponse;
        var returned = await browser.SendAsync(probe.Request, stop);
        var arrived = recorder.Take();
        if (probe.IsControl && probe.Subject.Decision != StateDecision.Blocked && arrived.Count == 0)
            throw new IOException(
                $"route \"{probe.Subject.Route.Id}\", {probe.Subject.State.Name}: an ordinary hit was not forwarded "
                    + $"({returned.FirstLine}), so the run shows nothing. Use explain to find the reason.");

        var found = arrived.SelectMany(message => Find(message, isResponse: false)).Concat(Find(returned, isResponse: true)).Distinct();
        var shaped = probe.Placements.Where(static placement => !Canaries.HasForm(placement.Value)).Where(placement =>
            arrived.SelectMany(static message => Decoding.DecodeAll(message.Text))
                .Any(text => text.Contains(placement.Value, StringComparison.OrdinalIgnoreCase)));
        return new ProbeResult(probe, arrived, returned, [.. found, .. shaped]);
    }

    private IEnumerable<Placement> Find(WireMessage message, bool isResponse) =>
        Decoding.DecodeAll(message.Text).SelectMany(_canaries.FindIn).Where(placement => placement.IsResponse == isResponse);
}
