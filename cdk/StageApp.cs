using Amazon.CDK;
using TmuxBuilder.Cdk.Stacks;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Cdk;

/// <summary>The five stacks of a stage; each needs those before it (docs/adr/0022).</summary>
internal static class StageApp
{
    /// <exception cref="StageException">The stage cannot be as it is set up.</exception>
    public static StageStacks Add(App app, StageSettings settings, Artifacts artifacts, bool deploying)
    {
        string[] mistakes = [.. settings.Mistakes(deploying)];
        if (mistakes.Length > 0)
        {
            throw new StageException(mistakes);
        }

        var names = new StageNames(settings.Stage);
        var stage = new StageContext(settings, names, artifacts);
        var data = new DataStack(app, stage);
        var portal = new PortalStack(app, stage, data);
        var control = new ControlPlaneStack(app, stage, data, portal);
        var workers = new WorkersStack(app, stage, data, portal);
        var observability = new ObservabilityStack(app, stage, data, control, workers);
        control.AddDependency(portal);
        workers.AddDependency(control);
        observability.AddDependency(workers);
        foreach (var stack in new Stack[] { data, portal, control, workers, observability })
        {
            Tags.Of(stack).Add(PlatformTag.Key, PlatformTag.Value);
            Tags.Of(stack).Add("stage", settings.Stage);
        }

        return new StageStacks(data, portal, control, workers, observability);
    }
}
