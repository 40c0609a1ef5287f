using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Access;

internal static class CallerContext
{
    extension(HttpContext context)
    {
        /// <summary>Who calls; known to every endpoint.</summary>
        public Caller Caller =>
            context.Features.Get<Caller>() ?? throw new InvalidOperationException(
                "The call has not passed the access check.");
    }
}
