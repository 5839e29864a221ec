using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Kubernetes;

/// <summary>What the manifests promise to a cluster about the gateway is so: asked of the real one, under the pod's own file and variables.</summary>
public sealed class GatewayInPodTests
{
    public static TheoryData<string> Overlays => [.. Overlay.Names];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_config_map_is_valid(string name)
    {
        var run = await GatewayCommand.RunWithAsync(Overlay.Render(name).Configuration, "validate", "FILE");

        Assert.True(run.ExitCode == 0, run.All);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Each_probe_asks_the_admin_port_for_a_path_that_is_served_there(string name)
    {
        var overlay = Overlay.Render(name);
        var data = Directory.CreateTempSubdirectory("privacy-gateway-data-");
        try
        {
            var environment = overlay.Environment.ToDictionary(StringComparer.Ordinal);
            if (environment.ContainsKey("PrivacyGateway__DataDirectory"))
                environment["PrivacyGateway__DataDirectory"] = data.FullName;
            await using var gateway = await GatewayProcess.StartAsync(overlay.Configuration, environment);

            foreach (var probe in new[] { overlay.Container.StartupProbe, overlay.Container.LivenessProbe, overlay.Container.ReadinessProbe })
            {
                Assert.Equal("admin", probe.HttpGet.Port.ToString());
                Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, Ask.Get("10.0.0.1", probe.HttpGet.Path).Bytes())).Status);
            }

            // Told to stop, the pod gets no more traffic and is not killed for it.
            gateway.Terminate();
            await ReadinessPage.UntilAsync(gateway, page => page.Status == 503);
            Assert.Equal("/readyz", overlay.Container.ReadinessProbe.HttpGet.Path);
            Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, Ask.Get("10.0.0.1", overlay.Container.LivenessProbe.HttpGet.Path).Bytes())).Status);

            // Asking twice means now.
            Assert.Equal(0, await gateway.StopAsync());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_kubelet_is_more_patient_than_the_gateway(string name)
    {
        var overlay = Overlay.Render(name);
        var stopping = overlay.Container.Lifecycle.PreStop.Sleep.Seconds + Seconds("delaySeconds") + Seconds("graceSeconds");

        Assert.True(stopping + 10 <= overlay.Pod.TerminationGracePeriodSeconds, $"{stopping} seconds, and ten to end, of {overlay.Pod.TerminationGracePeriodSeconds}");

        long Seconds(string key) => long.Parse(overlay.Environment[$"PrivacyGateway__Shutdown__{key}"]);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_pod_s_ports_and_file_are_the_image_s(string name)
    {
        var container = Overlay.Render(name).Container;
        var image = File.ReadAllText(Path.Combine(Overlay.Folder, "../../Dockerfile"));

        Assert.All(container.Ports, port => Assert.Contains(
            port.Name == "http" ? $"ASPNETCORE_HTTP_PORTS={port.ContainerPort} " : $"PrivacyGateway__Admin__Url=http://+:{port.ContainerPort} ",
            image,
            StringComparison.Ordinal));
        Assert.Equal(
            Path.GetDirectoryName(container.Args[container.Args.IndexOf("--config") + 1]),
            container.VolumeMounts.Single(mount => mount.Name == "config").MountPath);
    }
}
