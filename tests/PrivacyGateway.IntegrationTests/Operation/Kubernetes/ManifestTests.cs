using k8s;
using k8s.Models;

namespace PrivacyGateway.IntegrationTests.Operation.Kubernetes;

/// <summary>Each overlay, rendered by the real kustomize, is consistent.</summary>
public sealed class ManifestTests
{
    private static readonly Figures Figures = new("kubernetes");

    public static TheoryData<string> Overlays => [.. Overlay.Names];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_object_has_a_kind_that_the_API_knows_and_belongs_to_the_namespace(string name)
    {
        var overlay = Overlay.Render(name);

        var space = Assert.Single(overlay.All<V1Namespace>());
        var others = overlay.Objects.Except([space]).Cast<IKubernetesObject<V1ObjectMeta>>().ToList();
        Figures.Add($"kubernetes: {name}: {overlay.Objects.Count} objects rendered, all of them known to the API");
        Assert.All(others, thing => Assert.Equal(space.Metadata.Name, thing.Metadata.NamespaceProperty));
        Assert.Equal("restricted", space.Metadata.Labels["pod-security.kubernetes.io/enforce"]);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Pod_satisfies_the_restricted_standard_and_can_write_only_to_its_volume(string name)
    {
        var pod = Overlay.Render(name).Pod;

        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.Equal(1654, pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.False(pod.HostNetwork ?? false);
        Assert.All(pod.Volumes, volume => Assert.Null(volume.HostPath));
        Assert.All([.. pod.Containers, .. pod.InitContainers ?? []], container =>
        {
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.False(container.SecurityContext.Privileged ?? false);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Empty(container.SecurityContext.Capabilities.Add ?? []);
            Assert.Null(container.SecurityContext.RunAsUser);
            Assert.Null(container.SecurityContext.SeccompProfile);
            Assert.All(container.VolumeMounts, mount => Assert.Null(mount.SubPath));
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Selectors_match_the_pods_and_the_network_policy_admits_only_other_pods(string name)
    {
        var overlay = Overlay.Render(name);
        var policy = overlay.One<V1NetworkPolicy>("privacy-gateway").Spec;

        var selectors = overlay.All<V1Service>().Select(service => service.Spec.Selector)
            .Append(overlay.One<V1PodDisruptionBudget>("privacy-gateway").Spec.Selector.MatchLabels)
            .Append(policy.PodSelector.MatchLabels)
            .Concat(overlay.Pod.TopologySpreadConstraints.Select(spread => spread.LabelSelector.MatchLabels))
            .Concat(overlay.All<V1Deployment>().Select(workload => workload.Spec.Selector.MatchLabels))
            .Concat(overlay.All<V1StatefulSet>().Select(workload => workload.Spec.Selector.MatchLabels));
        Assert.All(selectors, selector => Assert.True(Overlay.Selects(selector, overlay.Template)));

        // Labels that kustomize puts into every selector would end up here too, and exclude Prometheus and the name server.
        var peers = policy.Ingress.SelectMany(rule => rule.FromProperty ?? []).Concat(policy.Egress.SelectMany(rule => rule.To ?? []))
            .Where(peer => peer.PodSelector is not null);
        Assert.Equal(["prometheus", "kube-dns"], peers.Select(peer => Assert.Single(peer.PodSelector.MatchLabels).Value));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Named_ports_exist_and_the_admin_port_is_open_to_Prometheus_alone(string name)
    {
        var overlay = Overlay.Render(name);
        var ports = overlay.Container.Ports.Select(port => port.Name).ToList();
        var ingress = overlay.One<V1NetworkPolicy>("privacy-gateway").Spec.Ingress;

        Assert.All(overlay.All<V1Service>()
            .SelectMany(service => service.Spec.Ports), port => Assert.Contains(port.TargetPort!.ToString(), ports));
        Assert.Equal(["http"], overlay.One<V1Service>("privacy-gateway").Spec.Ports.Select(port => port.TargetPort!.ToString()));
        Assert.Equal(["http", "admin"], ingress.Select(rule => Assert.Single(rule.Ports).Port!.ToString()));
        Assert.Single(ingress[1].FromProperty);
    }

    [Fact]
    public void Single_replica_has_no_spool_and_is_replaced_without_a_gap()
    {
        var overlay = Overlay.Render("single");
        var deployment = overlay.One<V1Deployment>("privacy-gateway").Spec;

        Assert.Equal("0", deployment.Strategy.RollingUpdate.MaxUnavailable!.ToString());
        Assert.DoesNotContain("PrivacyGateway__DataDirectory", overlay.Environment.Keys);
    }

    [Fact]
    public void Each_replica_with_a_spool_has_a_volume_claim_that_outlives_it()
    {
        var overlay = Overlay.Render("spool");
        var set = overlay.One<V1StatefulSet>("privacy-gateway").Spec;
        var scaler = overlay.One<V2HorizontalPodAutoscaler>("privacy-gateway").Spec;
        var claim = Assert.Single(set.VolumeClaimTemplates);

        Assert.Equal("None", overlay.One<V1Service>(set.ServiceName).Spec.ClusterIP);
        Assert.Equal("Parallel", set.PodManagementPolicy);
        Assert.Equal(("Retain", "Retain"),
            (set.PersistentVolumeClaimRetentionPolicy.WhenScaled, set.PersistentVolumeClaimRetentionPolicy.WhenDeleted));
        Assert.Equal(["ReadWriteOncePod"], claim.Spec.AccessModes);
        Assert.Equal(overlay.Environment["PrivacyGateway__DataDirectory"],
            overlay.Container.VolumeMounts.Single(mount => mount.Name == claim.Metadata.Name).MountPath);
        Assert.Equal(("StatefulSet", "privacy-gateway"), (scaler.ScaleTargetRef.Kind, scaler.ScaleTargetRef.Name));
        Assert.Null(set.Replicas);
    }
}
