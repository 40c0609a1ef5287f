using TmuxBuilder.Cdk.Stacks;

namespace TmuxBuilder.Cdk;

internal sealed record StageStacks(
    DataStack Data,
    PortalStack Portal,
    ControlPlaneStack ControlPlane,
    WorkersStack Workers,
    ObservabilityStack Observability);
