using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Kubernetes;

/// <summary>The manifests' promises about the gateway, checked against the real one, under the pod's own file and variables.</summary>
public sealed class GatewayInPodTests
{
    public static TheoryData<string> Overlays => [.. Overlay.Names];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Config_map_contains_a_valid_configuration(string name)
    {
        var run = await GatewayCommand.RunWithAsync(Overlay.Render(name).Configuration, "validate", "FILE");

        Assert.True(run.ExitCode == 0, run.All);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Each_probe_requests_a_path_that_the_admin_port_serves(string name)
    {
        var overlay = Overlay.Render(name);
        var data = Directory.CreateTempSubdirectory("privacy-gateway-data-");
        try
        {
            var environment = overlay.Environment.ToDictionary(StringComparer.Ordinal);
            if (environment.ContainsKey("PrivacyGateway__DataDirectory"))
                environment["PrivacyGateway__DataDirectory"] = data.FullName;
            await using var gateway = await GatewayProcess.StartAsync(overlay.Configuration, environment);

            foreach (
                var probe in new[] { overlay.Container.StartupProbe, overlay.Container.LivenessProbe, overlay.Container.ReadinessProbe })
            {
                Assert.Equal("admin", probe.HttpGet.Port.ToString());
                Assert.Equal(
                    200, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("10.0.0.1", probe.HttpGet.Path).Bytes())).Status);
            }

            // A pod that is asked to stop gets no more traffic and is not killed for it.
            gateway.Terminate();
            await ReadinessPage.UntilAsync(gateway, page => page.Status == 503);
            Assert.Equal("/readyz", overlay.Container.ReadinessProbe.HttpGet.Path);
            Assert.Equal(200, (await RawClient.SendAsync(
                gateway.AdminPort, RequestSpec.Get("10.0.0.1", overlay.Container.LivenessProbe.HttpGet.Path).Bytes())).Status);

            // A second signal means: stop now.
            Assert.Equal(0, await gateway.StopAsync());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Termination_grace_period_of_the_pod_exceeds_the_gateways_shutdown_time(string name)
    {
        var overlay = Overlay.Render(name);
        var stopping = overlay.Container.Lifecycle.PreStop.Sleep.Seconds + Seconds("delaySeconds") + Seconds("graceSeconds");

        Assert.True(stopping + 10 <= overlay.Pod.TerminationGracePeriodSeconds,
            $"{stopping} seconds, and ten to end, of {overlay.Pod.TerminationGracePeriodSeconds}");

        long Seconds(string key) => long.Parse(overlay.Environment[$"PrivacyGateway__Shutdown__{key}"]);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Ports_and_file_of_the_pod_match_the_image(string name)
    {
        var container = Overlay.Render(name).Container;
        var image = File.ReadAllText(Path.Combine(Overlay.Folder, "../../Dockerfile"));

        Assert.All(container.Ports, port => Assert.Contains(
            port.Name == "http"
                ? $"ASPNETCORE_HTTP_PORTS={port.ContainerPort} " : $"PrivacyGateway__Admin__Url=http://+:{port.ContainerPort} ",
            image,
            StringComparison.Ordinal));
        Assert.Equal(
            Path.GetDirectoryName(container.Args[container.Args.IndexOf("--config") + 1]),
            container.VolumeMounts.Single(mount => mount.Name == "config").MountPath);
    }
}
