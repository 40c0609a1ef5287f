using TmuxBuilder.Agent;

namespace TmuxBuilder.Builder.Turns;

/// <summary>Judges failures of the model: by what the proxy saw, else by the agent's own word for it.</summary>
internal static class ModelFaults
{
    public static ModelFault Judge(AgentSignal.TurnFailed failed) => (failed.Status, failed.Error) switch
    {
        // Whoever runs the hook's script can claim a refused key; it must not alarm anybody when none was seen.
        (_, not "max_output_tokens") when failed.ModelAnswered => ModelFault.Passing,
        (401 or 402 or 403, _) => ModelFault.KeyRefused,
        (_, "authentication_failed" or "billing_error" or "oauth_org_not_allowed") => ModelFault.KeyRefused,
        (429, _) or (_, "rate_limit") => ModelFault.Limited,
        (529, _) or (_, "overloaded") => ModelFault.Overloaded,
        (404, _) or (_, "model_not_found") => ModelFault.Misconfigured,
        (_, "max_output_tokens") => ModelFault.TooLong,
        (400 or 413 or 422, _) or (_, "invalid_request") => ModelFault.Lasting,
        _ => ModelFault.Passing,
    };

    extension(ModelFault fault)
    {
        /// <summary>Waiting does not mend it: somebody must look.</summary>
        public bool NeedsAdmin => fault is ModelFault.KeyRefused or ModelFault.Misconfigured;
    }
}
