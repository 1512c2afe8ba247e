import { describe, expect, it } from 'vitest';
import {
  buildNetwork,
  count,
  type DialectName,
  type ModelName,
} from '../../../src/models/index.ts';
import { networkOf } from './configuration.ts';
import { readCsv } from './read-csv.ts';

// Expected numbers: tests/fixtures/counts/README.md says where each table comes from.

describe('totals of published configurations', () => {
  it.each(readCsv('totals.csv').map((row) => [row['config'], row] as const))(
    'agree with PyTorch hooks or the Keras source to the unit: %s',
    (_, row) => {
      const { params, multiplyAdds } = count(
        networkOf(row['family']!, Number(row['width'])),
        Number(row['resolution']),
      );
      expect({
        params: params.trainable,
        params_incl_running: params.total,
        params_without_bn: params.weights + params.biases,
        params_weights_only: params.weights,
        params_bias: params.biases,
        bn_running_stats: params.batchNormStatistics,
        madds: multiplyAdds.total,
        madds_conv: multiplyAdds.standard,
        madds_depthwise: multiplyAdds.depthwise,
        madds_se_fc: multiplyAdds.squeezeExcite,
        pointwise_and_linear:
          multiplyAdds.pointwise + multiplyAdds.linear + multiplyAdds.squeezeExcite,
      }).toEqual({
        params: Number(row['params']),
        params_incl_running: Number(row['params_incl_running']),
        params_without_bn: Number(row['params_without_bn']),
        params_weights_only: Number(row['params_weights_only']),
        params_bias: Number(row['params_bias']),
        bn_running_stats: Number(row['bn_running_stats']),
        madds: Number(row['madds']),
        madds_conv: Number(row['madds_conv']),
        madds_depthwise: Number(row['madds_depthwise']),
        madds_se_fc: Number(row['madds_se_fc']),
        pointwise_and_linear: Number(row['madds_pointwise']) + Number(row['madds_linear']),
      });
    },
  );
});

describe('totals of configurations nobody published', () => {
  it('agree with rebuilt constructors counted by PyTorch hooks, at odd resolutions too', () => {
    const rows = readCsv('other-widths.csv');
    expect(rows.length).toBe(406);
    for (const row of rows) {
      const named = row['dialect']!;
      const minimalistic = named === 'keras-minimalistic';
      const network = buildNetwork(row['model'] as ModelName, {
        dialect: (minimalistic ? 'keras' : named) as DialectName,
        alpha: Number(row['alpha']),
        classes: Number(row['classes']),
        inputChannels: Number(row['input_channels']),
        ...(minimalistic ? { minimalistic } : {}),
      });
      const { params, multiplyAdds } = count(network, Number(row['resolution']));
      expect(
        [params.trainable, params.batchNormStatistics, multiplyAdds.total],
        Object.values(row).join(' '),
      ).toEqual([
        Number(row['trainable']),
        Number(row['bn_statistics']),
        Number(row['multiply_adds']),
      ]);
    }
  });
});
