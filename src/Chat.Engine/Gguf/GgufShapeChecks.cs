using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>The numbers of a model's shape that the native loader asserts on, so that a wrong one would end the process.</summary>
internal static class GgufShapeChecks
{
    private const int MaxLayers = 512;
    private const int MaxExperts = 1024;

    private static readonly string[] RopeScalings = ["none", "linear", "yarn", "longrope"];

    /// <summary>Checks the numbers. One that is missing or of another type passes: the loader refuses it by itself.</summary>
    /// <param name="header">The header.</param>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <exception cref="ChatException">
    /// Numbers do not fit together (<see cref="ChatErrorKind.ModelInvalid"/>), or llama.cpp does not know the model's way to stretch its
    /// context (<see cref="ChatErrorKind.ModelUnsupported"/>).
    /// </exception>
    public static void Check(GgufHeader header, string architecture, GgufFaults faults)
    {
        CheckLayers(header, architecture, faults);
        if (!ExpertsFit(header, architecture))
        {
            throw faults.Invalid($"the numbers of experts in {architecture}.expert_count and beside it do not fit");
        }

        if (header.Text($"{architecture}.rope.scaling.type") is { } scaling && Array.IndexOf(RopeScalings, scaling) < 0)
        {
            throw faults.Unsupported(
                $"stretches its context in the unknown way {GgufFaults.Quote(scaling)}",
                "Update this program, or get another conversion of the model."
            );
        }
    }

    private static void CheckLayers(GgufHeader header, string architecture, GgufFaults faults)
    {
        if (header.Integer($"{architecture}.block_count") is not { } layers)
        {
            return;
        }

        if (layers is < 1 or > MaxLayers)
        {
            throw faults.Invalid($"{architecture}.block_count is {layers}, not 1 to {MaxLayers}");
        }

        if (header.Integer($"{architecture}.nextn_predict_layers") is { } ahead && ahead > layers)
        {
            throw faults.Invalid($"{architecture}.nextn_predict_layers is {ahead}, over the {layers} layers there are");
        }
    }

    private static bool ExpertsFit(GgufHeader header, string architecture)
    {
        var experts = header.Integer($"{architecture}.expert_count") ?? 0;
        if (experts <= 1 && architecture is "hunyuan-dense" or "hunyuan_vl")
        {
            // Such files carry numbers without a meaning, which the loader clears.
            return true;
        }

        var used = header.Largest($"{architecture}.expert_used_count") ?? 0;
        var groups = header.Integer($"{architecture}.expert_group_count") ?? 0;
        if (experts == 0)
        {
            return used == 0 && groups == 0;
        }

        if (experts > MaxExperts || used < 1 || used > experts || groups >= experts)
        {
            return false;
        }

        var groupsUsed = header.Integer($"{architecture}.expert_group_used_count") ?? 0;
        return groups <= 1 || (experts % groups == 0 && groupsUsed > 0 && groupsUsed < groups);
    }
}
