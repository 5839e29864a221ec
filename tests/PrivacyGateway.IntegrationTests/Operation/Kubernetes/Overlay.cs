using System.Reflection;
using k8s;
using k8s.Models;

namespace PrivacyGateway.IntegrationTests.Operation.Kubernetes;

/// <summary>
/// An overlay's objects, in the types that are generated from Kubernetes'
/// own API: an unknown key, or a value of another type, is an exception.
/// </summary>
internal sealed class Overlay(IReadOnlyList<object> objects)
{
    public static readonly string[] Names = ["single", "spool"];

    public static string Folder { get; } = typeof(Overlay).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "KubernetesFolder").Value!;

    public IReadOnlyList<object> Objects => objects;

    public V1PodTemplateSpec Template => All<V1Deployment>().Select(workload => workload.Spec.Template)
        .Concat(All<V1StatefulSet>().Select(workload => workload.Spec.Template)).Single();

    public V1PodSpec Pod => Template.Spec;

    public V1Container Container => Pod.Containers.Single();

    public string Configuration => One<V1ConfigMap>("privacy-gateway").Data["proxy.json"];

    /// <summary>The container's variables.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        Container.Env.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);

    public static Overlay Render(string name)
    {
        Assert.SkipWhen(Kubectl.Missing is not null, Kubectl.Missing ?? "");
        return new Overlay(
            KubernetesYaml.LoadAllFromString(Kubectl.Kustomize(Path.Combine(Folder, "overlays", name)), typeMap: null, strict: true));
    }

    public IEnumerable<T> All<T>() => objects.OfType<T>();

    public T One<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => Assert.Single(All<T>(), thing => thing.Metadata.Name == name);

    public static bool Selects(IDictionary<string, string> selector, V1PodTemplateSpec template) =>
        selector.Count > 0 && selector.All(label => template.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
