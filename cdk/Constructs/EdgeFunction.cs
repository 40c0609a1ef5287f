using System.Reflection;
using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>A function of the CDN: a file of <c>Edge</c> with what it leaves open.</summary>
internal sealed class EdgeFunction : Construct
{
    /// <param name="name">The file's, without its end.</param>
    /// <param name="open">What stands for each <c>%NAME%</c>.</param>
    public EdgeFunction(
        Construct scope, string id, string name, string comment, IReadOnlyDictionary<string, string> open)
        : base(scope, id)
    {
        Function = new Function(this, "Function", new FunctionProps
        {
            Comment = comment,
            Runtime = FunctionRuntime.JS_2_0,
            Code = FunctionCode.FromInline(open.Aggregate(
                Source(name), (code, value) => code.Replace($"%{value.Key}%", value.Value, StringComparison.Ordinal))),
        });
    }

    public Function Function { get; }

    public FunctionAssociation On(FunctionEventType when) => new() { EventType = when, Function = Function };

    private static string Source(string name)
    {
        using var file = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream($"TmuxBuilder.Cdk.Edge.{name}.js")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
