using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core;

/// <summary>
/// Has every log line written on behalf of a call carry the call's <c>X-Request-Id</c> and the id of its trace.
/// </summary>
public static class RequestScope
{
    private static readonly Func<ILogger, string, IDisposable?> Begin =
        LoggerMessage.DefineScope<string>("RequestId:{RequestId}");

    private static readonly Func<ILogger, string, string, IDisposable?> BeginTraced =
        LoggerMessage.DefineScope<string, string>("RequestId:{RequestId} TraceId:{TraceId}");

    extension(ILogger logger)
    {
        /// <summary>Begins a scope that lasts until it is disposed; none without an id.</summary>
        /// <param name="traceParent">The <c>traceparent</c> of the call.</param>
        public IDisposable? BeginRequest(string? requestId, string? traceParent = null) =>
            requestId is null ? null
            : Traces.IdOf(traceParent) is { } trace ? BeginTraced(logger, requestId, trace)
            : Begin(logger, requestId);

        /// <summary>The same for what a turn's call caused.</summary>
        public IDisposable? BeginRequest(Turn? turn) => logger.BeginRequest(turn?.TraceId, turn?.TraceParent);
    }
}
