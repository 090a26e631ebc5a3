#!/usr/bin/env node
import { runProgram } from './run.js';

await runProgram('scripts/station');
